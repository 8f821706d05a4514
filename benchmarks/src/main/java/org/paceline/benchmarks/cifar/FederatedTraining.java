package org.paceline.benchmarks.cifar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.paceline.base.Seeds;
import org.paceline.benchmarks.TestStand;
import org.paceline.benchmarks.Workload;
import org.paceline.cluster.ClusterException;
import org.paceline.data.ExampleBlock;
import org.paceline.exchange.Averaging;
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

/**
 * Federated averaging: in each round every client trains all of its own data from the common
 * network, and the server waits for all of them (McMahan et al., "Communication-Efficient Learning
 * of Deep Networks from Decentralized Data", 2017, algorithm 1 with every client in every round).
 *
 * <p>Clients go to executors in turn; where there are more of them than executors, an executor
 * trains several, one after the other, each from the common network. As all other rows do, it
 * averages the updater's state too, which helps it.
 *
 * @param stand the cluster and what is trained
 * @param pool the executors with their trials
 * @param clients who owns what
 * @param averaging how the clients' networks become one
 * @param mostPasses passes over its data that a client makes in a round: drawn from 1 to this
 * @param limit how long it trains
 * @param headway is told how far it is
 */
record FederatedTraining(
    TestStand stand,
    List<PoolWorker> pool,
    Clients clients,
    Averaging averaging,
    int mostPasses,
    Limit limit,
    Headway headway)
    implements Training {

  @Override
  public Trace run() {
    BlockSource<ExampleBlock> source = stand.work().source(stand.spark().sc());
    try {
      return new Run(source).trace();
    } finally {
      source.blocks().unpersist(true);
    }
  }

  /** Once from the start to the end. */
  private final class Run {

    private final Workload work = stand.work();
    private final List<Member> members = pool.stream().map(PoolWorker::member).toList();
    private final RoundRunner<ExampleBlock> rounds;
    private final List<ParameterRange> statistics =
        TrainableNetwork.of(work.configuration()).statistics();
    private final Map<String, Steps> steps = new HashMap<>();
    private final List<Snapshot> snapshots = new ArrayList<>();
    private final BlockSource<ExampleBlock> source;
    private NetworkState state = work.start();
    private long examples;

    /** What an executor did. */
    private record Steps(long examples, double seconds) {
      Steps plus(RoundResult result) {
        return new Steps(examples + result.examples(), seconds + result.stepSeconds());
      }
    }

    Run(BlockSource<ExampleBlock> source) {
      this.source = source;
      rounds =
          new RoundRunner<>(
              stand.spark(), source, work.configuration(), List.of(), UnaryOperator.identity());
    }

    Trace trace() {
      Preload.blocks(stand.spark().sc(), source, dealt(0, clients.blocks()));
      long start = System.nanoTime();
      double seconds = 0;
      for (int round = 0; round < limit.epochs() && !limit.reached(seconds); round++) {
        round(round);
        seconds = (System.nanoTime() - start) / 1e9;
        double epochs = (double) examples / limit.examplesOfEpoch();
        snapshots.add(new Snapshot(epochs, seconds, state.parameters()));
        headway.at(epochs, seconds);
      }
      return new Trace(snapshots, examples, seconds, examples / capacity(seconds));
    }

    private void round(int round) {
      List<RoundResult> results = new ArrayList<>();
      List<List<Integer>> work =
          IntStream.range(0, clients.count()).mapToObj(client -> work(client, round)).toList();
      for (int first = 0; first < clients.count(); first += members.size()) {
        results.addAll(wave(dealt(first, work), Seeds.mix(stand.work().seed(), round, first)));
      }
      state =
          WeightedSum.average(
                  state,
                  results.stream().map(RoundResult::state).toList(),
                  results.stream().map(RoundResult::contribution).toList(),
                  averaging,
                  statistics,
                  results.stream().mapToInt(RoundResult::steps).sum())
              .epochOver();
    }

    private List<Integer> work(int client, int round) {
      int passes = Clients.passes(client, round, mostPasses, work.seed());
      return clients.work(client, round, passes, work.seed());
    }

    /** The executors' clients from this one on, one each. */
    private Deal dealt(int first, List<List<Integer>> work) {
      int count = Math.min(members.size(), clients.count() - first);
      return new Deal(members.subList(0, count), work.subList(first, first + count));
    }

    private List<RoundResult> wave(Deal deal, long seed) {
      Collected<RoundResult> back = rounds.run(state, plan(deal), seed, new RoundClock());
      List<RoundResult> results = back.arrivals().stream().map(Arrival::result).toList();
      boolean all = results.size() == deal.members().size();
      if (!all || results.stream().anyMatch(r -> r.steps() == 0 || !r.state().finite())) {
        throw new ClusterException("a client brought no network back, and all are waited for");
      }
      for (RoundResult result : results) {
        examples += result.examples();
        steps.merge(
            result.executorId(), new Steps(0, 0).plus(result), (old, one) -> old.plus(result));
      }
      return results;
    }

    /** Nobody is given up, whatever it takes. */
    private RoundPlan plan(Deal deal) {
      List<WorkerSpeed> workers =
          deal.members().stream().map(m -> WorkerSpeed.of(m.executorId(), 1)).toList();
      Quotas quotas = new Quotas(workers, deal.blocks().stream().map(List::size).toList());
      return new RoundPlan(quotas, deal.blocks(), deal, Double.POSITIVE_INFINITY, new HashMap<>());
    }

    private double capacity(double seconds) {
      return seconds * pool.stream().mapToDouble(worker -> speed(worker, steps)).sum();
    }

    private static double speed(PoolWorker worker, Map<String, Steps> steps) {
      Steps own = steps.get(worker.member().executorId());
      return own == null ? worker.trial().examplesPerSecond() : own.examples() / own.seconds();
    }
  }
}
