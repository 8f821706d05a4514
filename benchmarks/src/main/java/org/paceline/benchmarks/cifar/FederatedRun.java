package org.paceline.benchmarks.cifar;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.paceline.base.Seeds;
import org.paceline.cluster.ClusterException;
import org.paceline.data.ExampleBlock;
import org.paceline.exchange.Averaging.Contribution;
import org.paceline.exchange.NetworkState;
import org.paceline.exchange.WeightedSum;
import org.paceline.feed.BlockSource;
import org.paceline.model.ParameterRange;
import org.paceline.model.TrainableNetwork;
import org.paceline.partition.Arrivals.Arrival;
import org.paceline.partition.Deal;
import org.paceline.partition.RoundCollector.Collected;
import org.paceline.plan.Quotas;
import org.paceline.plan.WorkerSpeed;
import org.paceline.pool.PoolWorker;
import org.paceline.roster.Member;
import org.paceline.round.RoundClock;
import org.paceline.round.RoundPlan;
import org.paceline.round.RoundResult;
import org.paceline.round.RoundRunner;

/** A federated training once, from its start to its end. */
final class FederatedRun {

  private final FederatedTraining training;
  private final BlockSource<ExampleBlock> source;
  private final List<Member> members;
  private final RoundRunner<ExampleBlock> rounds;
  private final List<ParameterRange> statistics;
  private final Map<String, Steps> steps = new HashMap<>();
  private final List<Snapshot> snapshots = new ArrayList<>();
  private NetworkState state;
  private long examples;

  /** What an executor did. */
  private record Steps(long examples, double seconds) {

    Steps plus(Steps more) {
      return new Steps(examples + more.examples, seconds + more.seconds);
    }

    double speed() {
      return examples / seconds;
    }
  }

  FederatedRun(FederatedTraining training, BlockSource<ExampleBlock> source) {
    this.training = training;
    this.source = source;
    String network = training.stand().work().configuration();
    members = training.pool().stream().map(PoolWorker::member).toList();
    rounds =
        new RoundRunner<>(
            training.stand().spark(), source, network, List.of(), UnaryOperator.identity());
    statistics = TrainableNetwork.of(network).statistics();
    state = training.stand().work().start();
  }

  Trace trace() {
    Preload.blocks(training.stand().spark().sc(), source, ownedByExecutor());
    Limit limit = training.limit();
    long start = System.nanoTime();
    double seconds = 0;
    for (int round = 0; round < limit.epochs() && !limit.reached(seconds); round++) {
      round(round);
      seconds = (System.nanoTime() - start) / 1e9;
      double epochs = (double) examples / limit.examplesOfEpoch();
      snapshots.add(new Snapshot(epochs, seconds, state.parameters()));
      training.headway().at(round + 1, seconds);
    }
    return new Trace(snapshots, examples, seconds, examples / (seconds * speed()));
  }

  private Deal ownedByExecutor() {
    List<List<Integer>> owned = new ArrayList<>();
    members.forEach(member -> owned.add(new ArrayList<>()));
    for (int client = 0; client < training.clients().count(); client++) {
      owned.get(client % members.size()).addAll(training.clients().blocks().get(client));
    }
    return new Deal(members, owned).withoutIdle();
  }

  private void round(int round) {
    int count = training.clients().count();
    List<ClientWork> work = IntStream.range(0, count).mapToObj(c -> work(c, round)).toList();
    List<RoundResult> results = new ArrayList<>();
    for (int first = 0; first < count; first += members.size()) {
      List<ClientWork> wave = work.subList(first, Math.min(count, first + members.size()));
      results.addAll(trained(wave, Seeds.mix(seed(), round, first)));
    }
    List<Contribution> contributions =
        IntStream.range(0, count)
            .mapToObj(
                c -> work.get(c).contribution(results.get(c).examples(), results.get(c).steps()))
            .toList();
    state =
        new WeightedSum(training.averaging(), statistics)
            .combine(
                state,
                results.stream().map(RoundResult::state).toList(),
                contributions,
                results.stream().mapToInt(RoundResult::steps).sum())
            .epochOver();
  }

  private long seed() {
    return training.stand().work().seed();
  }

  private ClientWork work(int client, int round) {
    int passes = Clients.passes(client, round, training.mostPasses(), seed());
    return new ClientWork(passes, training.clients().work(client, round, passes, seed()));
  }

  /** What came of some clients' work, one on each executor, in the order of the clients. */
  private List<RoundResult> trained(List<ClientWork> wave, long seed) {
    Deal deal =
        new Deal(members.subList(0, wave.size()), wave.stream().map(ClientWork::blocks).toList());
    Collected<RoundResult> back = rounds.run(state, plan(deal), seed, new RoundClock());
    List<String> order = deal.members().stream().map(Member::executorId).toList();
    List<RoundResult> results =
        back.arrivals().stream()
            .map(Arrival::result)
            .sorted(Comparator.comparing(result -> order.indexOf(result.executorId())))
            .toList();
    boolean all = results.size() == wave.size();
    if (!all || results.stream().anyMatch(r -> r.steps() == 0 || !r.state().finite())) {
      throw new ClusterException("a client brought no network back, and all are waited for");
    }
    results.forEach(this::count);
    return results;
  }

  private void count(RoundResult result) {
    examples += result.examples();
    Steps taken = new Steps(result.examples(), result.stepSeconds());
    steps.merge(result.executorId(), taken, Steps::plus);
  }

  /** Nobody is given up, whatever it takes. */
  private static RoundPlan plan(Deal deal) {
    List<WorkerSpeed> workers =
        deal.members().stream().map(m -> WorkerSpeed.of(m.executorId(), 1)).toList();
    Quotas quotas = new Quotas(workers, deal.blocks().stream().map(List::size).toList());
    return new RoundPlan(quotas, deal.blocks(), deal, Double.POSITIVE_INFINITY, new HashMap<>());
  }

  /** Of all executors in steps alone; by its trial of one that took none. */
  private double speed() {
    return training.pool().stream()
        .mapToDouble(
            worker -> {
              Steps own = steps.get(worker.member().executorId());
              return own == null ? worker.trial().examplesPerSecond() : own.speed();
            })
        .sum();
  }
}
