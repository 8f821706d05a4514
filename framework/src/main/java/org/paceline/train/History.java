package org.paceline.train;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.paceline.partition.Arrivals.Arrival;
import org.paceline.partition.DealtJob.Collected;

/** Counts rounds, examples and time of a run, and records each round. */
final class History {

  private final long examplesInAll;
  private final List<RoundRecord> rounds = new ArrayList<>();
  private final List<EpochRecord> epochs;
  private int epoch;
  private int roundOfEpoch;
  private int roundsOfEpoch;
  private int round;
  private long epochExamples;
  private long examples;
  private double possibleExamples;
  private double seconds;
  private long started;
  private long roundStarted;
  private double waited;

  History(TrainingState from, long examplesInAll) {
    this.examplesInAll = examplesInAll;
    epochs = new ArrayList<>(from.epochs());
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
    started = System.nanoTime() - (long) (seconds * 1e9);
  }

  void startEpoch(int number) {
    epoch = number;
    roundOfEpoch = 0;
    epochExamples = 0;
  }

  /** Starts a round; η does not count the time that was waited for executors before it. */
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

  /** Ends a round; {@code speed} is what the pool could do in it, in examples a second. */
  RoundRecord record(
      RoundPlan plan,
      Sieve.Sifted sifted,
      Collected<RoundResult> back,
      Pool pool,
      double speed,
      RoundPhases phases) {
    List<Arrival<RoundResult>> good = sifted.good();
    long trained = good.stream().mapToLong(a -> a.result().examples()).sum();
    double loss = good.stream().mapToDouble(a -> a.result().loss() * a.result().examples()).sum();
    double length = (System.nanoTime() - roundStarted) / 1e9;
    double before = seconds;
    seconds = (System.nanoTime() - started) / 1e9;
    possibleExamples += speed * (seconds - before - waited);
    examples += trained;
    epochExamples += trained;
    roundOfEpoch++;
    RoundRecord record =
        new RoundRecord(
            epoch,
            round++,
            roundOfEpoch,
            roundsOfEpoch,
            plan.quotas().units(),
            each(good, pool, a -> a.result().blocks().size()).stream()
                .map(Double::intValue)
                .toList(),
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
            loss / Math.max(1, trained),
            trained / speed / length,
            phases);
    rounds.add(record);
    return record;
  }

  /** A figure of each seat, 0 for those that brought nothing. */
  private static List<Double> each(
      List<Arrival<RoundResult>> good,
      Pool pool,
      java.util.function.ToDoubleFunction<Arrival<RoundResult>> figure) {
    double[] values = new double[pool.size()];
    good.forEach(a -> values[pool.seatOf(a.result())] = figure.applyAsDouble(a));
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
        List.copyOf(epochs),
        pool.occupants().stream().map(PoolWorker::memory).toList());
  }

  TrainingOutcome outcome(
      NetworkState state, Pool pool, BlockSource<?> source, long moved, double loadSeconds) {
    double total = (System.nanoTime() - started) / 1e9;
    return new TrainingOutcome(
        state,
        pool.everyone(),
        List.copyOf(rounds),
        source.examples(),
        examples,
        possibleExamples + pool.bound() * (total - seconds),
        List.copyOf(epochs),
        moved,
        moved * source.blockBytes(),
        loadSeconds,
        total);
  }
}
