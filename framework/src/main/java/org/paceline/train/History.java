package org.paceline.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.paceline.checkpoint.TrainingState;
import org.paceline.exchange.NetworkState;
import org.paceline.feed.BlockSource;
import org.paceline.ledger.EpochRecord;
import org.paceline.ledger.Ledger;
import org.paceline.model.Validation;
import org.paceline.partition.Arrivals.Arrival;
import org.paceline.partition.RoundCollector.Collected;
import org.paceline.pool.Pool;
import org.paceline.pool.PoolWorker;
import org.paceline.round.RoundPhases;
import org.paceline.round.RoundPlan;
import org.paceline.round.RoundResult;
import org.paceline.round.Sieve;

/** Counts rounds, examples and time of a run, and records each round. */
final class History {

  private final long examplesInAll;
  private final Presence presence;
  private final List<EpochRecord> epochs;
  private final List<Validation> validations;
  private int epoch;
  private int roundOfEpoch;
  private int roundsOfEpoch;
  private int round;
  private long epochExamples;
  private long examples;
  private double possibleExamples;
  private final double lostBefore;
  private double unseated;
  private double seconds;
  private long began;
  private long started;
  private long roundStarted;
  private double waited;
  private double lastLoss;

  /**
   * Goes on from a state.
   *
   * @param lostBefore what executors that have no seat now could have trained before
   */
  History(TrainingState from, long examplesInAll, Presence presence, double lostBefore) {
    this.examplesInAll = examplesInAll;
    this.presence = presence;
    this.lostBefore = lostBefore;
    epochs = new ArrayList<>(from.epochs());
    validations = new ArrayList<>(from.validations());
    epoch = from.epoch();
    roundOfEpoch = from.roundOfEpoch();
    round = from.round();
    epochExamples = from.epochExamples();
    examples = from.examples();
    possibleExamples = from.possibleExamples();
    seconds = from.seconds();
  }

  /** Starts the clock, which goes on from where the earlier run stopped. */
  void start() {
    began = System.nanoTime();
    started = began - (long) (seconds * 1e9);
  }

  void startEpoch(int number) {
    epoch = number;
    roundOfEpoch = 0;
    epochExamples = 0;
  }

  /** Starts a round; for η by the trials, the time that was waited before it does not count. */
  void startRound(int planned, double waitedSeconds) {
    roundsOfEpoch = planned;
    waited = waitedSeconds;
    roundStarted = System.nanoTime();
  }

  int epoch() {
    return epoch;
  }

  /** Rounds of this epoch that are over. */
  int roundOfEpoch() {
    return roundOfEpoch;
  }

  /** Rounds of the run that are over. */
  int round() {
    return round;
  }

  long epochExamples() {
    return epochExamples;
  }

  EpochRecord endEpoch(boolean exact, String ledgerHash) {
    EpochRecord books = new EpochRecord(epoch, exact, ledgerHash);
    epochs.add(books);
    return books;
  }

  /** Adds what an epoch's network is worth; the time that it took to find out is loss. */
  void validated(Validation validation, Pool pool, List<PoolWorker> seatless) {
    validations.add(validation);
    present(everybody(pool, seatless), pool, System.nanoTime());
  }

  List<Validation> validations() {
    return List.copyOf(validations);
  }

  private static List<PoolWorker> everybody(Pool pool, List<PoolWorker> seatless) {
    return Stream.concat(pool.everyone().stream(), seatless.stream()).toList();
  }

  /** Notes who was here until now. */
  private void present(List<PoolWorker> all, Pool pool, long now) {
    all.forEach(w -> w.here(presence.seconds(w.member().executorId(), began, now)));
    unseated = sum(all) - sum(pool.occupants());
  }

  /**
   * Ends a round.
   *
   * @param seatless executors that could train, but found no seat
   * @param speed what the pool could do in it by its trials, in examples a second
   */
  RoundRecord record(
      RoundPlan plan,
      Sieve.Sifted sifted,
      Collected<RoundResult> back,
      Pool pool,
      List<PoolWorker> seatless,
      double speed,
      RoundPhases phases) {
    long now = System.nanoTime();
    List<PoolWorker> all = everybody(pool, seatless);
    present(all, pool, now);
    List<Arrival<RoundResult>> good = sifted.good();
    long trained = good.stream().mapToLong(a -> a.result().examples()).sum();
    double loss = good.stream().mapToDouble(a -> a.result().loss() * a.result().examples()).sum();
    double length = (now - roundStarted) / 1e9;
    double before = seconds;
    seconds = (now - started) / 1e9;
    possibleExamples += speed * (seconds - before - waited);
    examples += trained;
    epochExamples += trained;
    roundOfEpoch++;
    lastLoss = loss / Math.max(1, trained);
    return new RoundRecord(
        epoch,
        round++,
        roundOfEpoch,
        roundsOfEpoch,
        plan.quotas().units(),
        each(good, pool, a -> a.result().blocks().size()).stream().map(Double::intValue).toList(),
        IntStream.range(0, pool.size()).mapToObj(plan.quotas()::finishSeconds).toList(),
        plan.limitSeconds(),
        each(good, pool, Arrival::seconds),
        each(good, pool, a -> a.result().trainingSeconds()),
        back.lost(),
        back.late(),
        List.copyOf(sifted.dropped()),
        trained,
        examples,
        examplesInAll,
        length,
        seconds,
        lastLoss,
        trained / capacity(all, good, now),
        trained / speed / length,
        phases);
  }

  /** What these executors could have trained in this round while they were there. */
  private double capacity(List<PoolWorker> all, List<Arrival<RoundResult>> good, long now) {
    Map<String, Double> shown =
        good.stream()
            .filter(a -> a.result().stepSeconds() > 0)
            .collect(
                Collectors.toMap(
                    a -> a.result().executorId(),
                    a -> a.result().examples() / a.result().stepSeconds()));
    return all.stream()
        .filter(PoolWorker::fits)
        .mapToDouble(
            w ->
                shown.getOrDefault(w.member().executorId(), w.tally().stepSpeed())
                    * presence.seconds(w.member().executorId(), roundStarted, now))
        .sum();
  }

  /** What workers could have trained while they were there. */
  private static double sum(List<PoolWorker> workers) {
    return workers.stream().mapToDouble(PoolWorker::capacity).sum();
  }

  /** A figure of each seat, 0 for those that brought nothing. */
  private static List<Double> each(
      List<Arrival<RoundResult>> good,
      Pool pool,
      java.util.function.ToDoubleFunction<Arrival<RoundResult>> figure) {
    double[] values = new double[pool.size()];
    good.forEach(a -> values[pool.seatOf(a.result().executorId())] = figure.applyAsDouble(a));
    return IntStream.range(0, values.length).mapToObj(seat -> values[seat]).toList();
  }

  TrainingState state(long seed, Ledger ledger, Pool pool) {
    return new TrainingState(
        seed,
        epoch,
        roundOfEpoch,
        round,
        ledger.state(),
        epochExamples,
        examples,
        seconds,
        possibleExamples,
        lostBefore + unseated,
        List.copyOf(epochs),
        List.copyOf(validations),
        pool.occupants().stream().map(PoolWorker::memory).toList());
  }

  TrainingOutcome outcome(
      NetworkState state, Pool pool, BlockSource<?> source, long moved, double loadSeconds) {
    double total = (System.nanoTime() - started) / 1e9;
    return new TrainingOutcome(
        state,
        pool.everyone(),
        source.examples(),
        examples,
        lastLoss,
        lostBefore + unseated + sum(pool.occupants()),
        possibleExamples + pool.bound() * (total - seconds),
        List.copyOf(epochs),
        List.copyOf(validations),
        moved,
        moved * source.blockBytes(),
        loadSeconds,
        total);
  }
}
