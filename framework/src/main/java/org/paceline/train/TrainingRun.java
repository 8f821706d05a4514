package org.paceline.train;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.paceline.base.Seeds;
import org.paceline.checkpoint.Checkpoint;
import org.paceline.exchange.Exchange;
import org.paceline.exchange.NetworkState;
import org.paceline.feed.BlockSource;
import org.paceline.feed.Steps;
import org.paceline.ledger.Ledger;
import org.paceline.model.Validation;
import org.paceline.partition.Arrivals.Arrival;
import org.paceline.partition.Deal;
import org.paceline.partition.RoundCollector.Collected;
import org.paceline.plan.Quotas;
import org.paceline.pool.Pool;
import org.paceline.pool.PoolWorker;
import org.paceline.pool.SecondOpinion;
import org.paceline.pool.SecondReader;
import org.paceline.roster.Member;
import org.paceline.roster.NoExecutorException;
import org.paceline.roster.Roster;
import org.paceline.round.Patience;
import org.paceline.round.RoundClock;
import org.paceline.round.RoundPhases;
import org.paceline.round.RoundPlan;
import org.paceline.round.RoundResult;
import org.paceline.round.RoundRunner;
import org.paceline.round.Sieve;
import org.paceline.scout.Recruiter;

/** One training from its start, or from a checkpoint, to its end. */
final class TrainingRun<T> {

  /** Rounds in a row that may come to nothing while executors come, go and slow down. */
  private static final int MOST_FRUITLESS = 20;

  private final BlockSource<T> source;
  private final TrainingOptions options;
  private final TrainingProgress progress;
  private final RoundRunner<T> rounds;
  private final Presence presence;
  private final Muster muster;
  private final Loading<T> loading;
  private final Sieve sieve;
  private final Exchange exchange;
  private final Judge judge;
  private Pool pool;
  private Ledger ledger;
  private History history;
  private NetworkState state;
  private int fruitless;
  private int plannedRounds;
  private int plannedFor;

  TrainingRun(
      JavaSparkContext context,
      BlockSource<T> source,
      TrainingOptions options,
      TrainingProgress progress,
      RoundRunner<T> rounds,
      Exchange exchange,
      Judge judge,
      Recruiter recruiter) {
    Roster roster = Roster.of(context.sc());
    this.source = source;
    this.options = options;
    this.progress = progress;
    this.rounds = rounds;
    this.exchange = exchange;
    this.judge = judge;
    this.presence = roster::secondsHere;
    this.muster =
        new Muster(roster, recruiter, options, progress, size -> rounds.problem(state, size));
    SecondOpinion opinion = new SecondOpinion(new SecondReader(source.blocks(), roster));
    this.loading = new Loading<>(source, options, roster, opinion, muster::late);
    this.sieve = new Sieve(opinion);
  }

  TrainingOutcome run(Pool workers, Checkpoint from) {
    pool = workers;
    state = from.network();
    ledger = Ledger.of(from.training().ledger(), options.seed());
    long inAll = source.examples() * options.epochs();
    double lost = from.training().lostCapacity() + pool.restore(from.training().workers());
    history = new History(from.training(), inAll, presence, lost);
    if (pool.ready(executor -> false).isEmpty()) {
      throw new NoExecutorException("none of the executors is left that can train");
    }
    rounds.check(state, pool.size());
    progress.pool(pool.occupants());
    measureFixedCosts();
    long began = System.nanoTime();
    loading.load(pool, ledger, even(source.count(), rounds()));
    double loadSeconds = (System.nanoTime() - began) / 1e9;
    history.start();
    keep();
    for (int epoch = from.training().epoch(); goesOn(epoch); epoch++) {
      epoch(epoch);
    }
    return history.outcome(state, pool, source, ledger.moved(), loadSeconds);
  }

  private boolean goesOn(int epoch) {
    return epoch <= options.epochs() && !progress.enough() && !judge.enough(history.validations());
  }

  /** A round without work shows what a round costs each worker whatever its share. */
  private void measureFixedCosts() {
    List<Member> members =
        pool.ready(executor -> false).stream().map(seat -> pool.at(seat).member()).toList();
    List<List<Integer>> nothing = members.stream().map(member -> List.<Integer>of()).toList();
    Collected<RoundResult> back = rounds.empty(state, new Deal(members, nothing), options.seed());
    back.arrivals()
        .forEach(a -> pool.at(pool.seatOf(a.result().executorId())).measureFixed(a.seconds()));
    muster.late(back.late());
  }

  private void epoch(int epoch) {
    if (ledger.epoch() != epoch) {
      ledger.startEpoch(epoch);
      history.startEpoch(epoch);
    }
    plannedRounds = rounds();
    plannedFor = pool.present();
    while (ledger.remaining() > 0) {
      if (progress.enough()) {
        return;
      }
      round();
    }
    state = state.epochOver();
    boolean exact = ledger.exact() && history.epochExamples() == source.examples();
    progress.epoch(history.endEpoch(exact, ledger.hash()));
    if (judge.looks()) {
      validate(epoch);
    }
  }

  private void validate(int epoch) {
    List<PoolWorker> here = muster.ready(pool, ledger).stream().map(pool::at).toList();
    Validation validation = judge.judge(epoch, state, here, muster::late);
    history.validated(validation, pool, muster.seatless());
    progress.validated(validation, state);
  }

  /** Where executors left, the others would take more steps of a round: there are more rounds. */
  private int planRounds() {
    int over = history.roundOfEpoch();
    if (pool.present() < plannedFor) {
      plannedRounds = Math.max(plannedRounds, over + even(ledger.remaining(), roundBlocks()));
      plannedFor = pool.present();
    }
    return Math.max(plannedRounds, over + 1);
  }

  /** The rounds that an epoch is planned to have. */
  private int rounds() {
    return even(source.count(), roundBlocks());
  }

  private static int even(int blocks, int parts) {
    return (blocks + parts - 1) / parts;
  }

  private int roundBlocks() {
    OptionalInt laidDown = options.split().units(history.round());
    OptionalInt told = laidDown.isPresent() ? laidDown : options.roundBlocks();
    return told.orElseGet(
        () -> RoundLength.of(epochInOneRound(), source.feed().steps(), options.split().fixed()));
  }

  private Quotas epochInOneRound() {
    List<Integer> all = pool.ready(executor -> false);
    int units = (int) Math.min(source.count(), pool.room(all));
    return options
        .split()
        .planner(history.round())
        .plan(pool.speeds(all, source.blockSize()), units);
  }

  private void round() {
    List<Integer> ready = muster.ready(pool, ledger);
    int roundsOfEpoch = planRounds();
    history.startRound(roundsOfEpoch, muster.waitedSeconds());
    RoundClock clock = new RoundClock();
    RoundPlan plan = plan(ready, roundsOfEpoch - history.roundOfEpoch());
    double possible = pool.bound();
    long seed = Seeds.mix(options.seed(), history.epoch(), history.roundOfEpoch() + 1);
    Collected<RoundResult> back = rounds.run(state, plan, seed, clock);
    Sieve.Sifted sifted = sieve.sift(back, pool, ledger, state, history.round());
    average(sifted.results());
    RoundPhases phases = clock.averaged(sifted.good());
    observe(ready, plan, sifted, back);
    progress.round(history.record(plan, sifted, back, pool, muster.seatless(), possible, phases));
    keep();
  }

  private boolean lastRound() {
    return history.epoch() == options.epochs() && ledger.remaining() == 0;
  }

  private void keep() {
    progress.checkpoint(new Checkpoint(state, history.state(options.seed(), ledger, pool)));
  }

  /** Deals the rest of the epoch evenly over the rounds that are left of it. */
  private RoundPlan plan(List<Integer> ready, int roundsLeft) {
    int rest = ledger.remaining();
    int wanted =
        Math.min(rest, options.split().units(history.round()).orElse(even(rest, roundsLeft)));
    // Less than all that fits is here while an executor is late or lost.
    int units = (int) Math.min(wanted, pool.room(ready));
    Quotas quotas =
        options
            .split()
            .planner(history.round())
            .plan(pool.speeds(ready, source.blockSize()), units);
    boolean last = roundsLeft == 1 && !options.split().fixed();
    Patience patience = last ? options.patience().forLast() : options.patience();
    double limit =
        pool.timed(quotas) ? patience.limitSeconds(quotas.seconds()) : Double.POSITIVE_INFINITY;
    RoundPlan plan = RoundPlan.of(pool, quotas, ledger.deal(quotas.units()), limit);
    return options.split().fixed() ? plan.uncut() : plan;
  }

  private void average(List<RoundResult> results) {
    fruitless = results.isEmpty() ? fruitless + 1 : 0;
    if (fruitless == MOST_FRUITLESS) {
      throw new NoExecutorException(
          "no executor brought a result back in %s rounds".formatted(MOST_FRUITLESS));
    }
    if (!results.isEmpty()) {
      state =
          exchange.combine(
              state,
              results.stream().map(RoundResult::state).toList(),
              results.stream().map(RoundResult::contribution).toList(),
              batches(results));
      results.forEach(r -> ledger.book(pool.seatOf(r.executorId()), history.round(), r.blocks()));
    }
  }

  /** All shares of a round together are one batch where each is one step. */
  private int batches(List<RoundResult> results) {
    return source.feed().steps() == Steps.PER_ROUND
        ? 1
        : results.stream().mapToInt(RoundResult::steps).sum();
  }

  private void observe(
      List<Integer> ready, RoundPlan plan, Sieve.Sifted sifted, Collected<RoundResult> back) {
    List<Arrival<RoundResult>> good = sifted.good();
    double mean = good.stream().mapToDouble(Arrival::seconds).average().orElse(1);
    good.forEach(
        a ->
            pool.at(pool.seatOf(a.result().executorId()))
                .observe(a.result().stint(a.seconds()), mean));
    Stream.of(back.late(), back.empty(), sifted.idle())
        .flatMap(List::stream)
        .forEach(executor -> pool.at(pool.seatOf(executor)).late());
    muster.late(back.late());
    ready.stream()
        .filter(seat -> plan.quotas().of(seat) == 0)
        .filter(seat -> pool.at(seat).idle() && !options.split().fixed() && !lastRound())
        .forEach(seat -> muster.retime(pool.at(seat).member()));
  }
}
