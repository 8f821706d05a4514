package org.paceline.scout;

import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.SparkContext;
import org.nd4j.linalg.dataset.api.DataSet;
import org.paceline.feed.BlockSource;
import org.paceline.feed.Feed;
import org.paceline.model.TrainableNetwork;
import org.paceline.partition.ExecutorTasks;
import org.paceline.pool.PoolWorker;
import org.paceline.roster.Member;
import org.paceline.round.ResidentNetworks;
import org.paceline.round.Stepping;
import org.paceline.speed.Speed;
import org.paceline.speed.Trial;
import org.paceline.speed.TrialCache;
import org.paceline.speed.TrialKey;
import org.paceline.speed.WarmUp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Times the real network on the executors, unless their speeds are remembered.
 *
 * @param <T> the type of a block
 */
final class Trials<T> {

  private static final Logger LOG = LoggerFactory.getLogger(Trials.class);
  private static final double STALE = 0.2;
  private static final Trial SHORT = new Trial(3, Duration.ofSeconds(1));

  private final SparkContext context;
  private final BlockSource<T> source;
  private final String configuration;

  Trials(SparkContext context, BlockSource<T> source, String configuration) {
    this.context = context;
    this.source = source;
    this.configuration = configuration;
  }

  /** If one executor needs a trial, all have one: they share machines, so they run together. */
  Map<String, Speed> speeds(
      List<Member> members, Map<String, TrialKey> keys, Trial trial, Optional<TrialCache> cache) {
    boolean known =
        cache.isPresent()
            && keys.values().stream().allMatch(key -> cache.get().find(key).isPresent());
    if (known) {
      LOG.info("trial speeds of all {} executors are remembered from an earlier run", keys.size());
      return keys.entrySet().stream()
          .collect(
              Collectors.toMap(
                  Map.Entry::getKey, entry -> cache.get().find(entry.getValue()).orElseThrow()));
    }
    Map<String, Speed> speeds = run(members, trial);
    // A later run takes what is remembered for a trial of the usual length.
    boolean worthIt = trial.leastTime().compareTo(Trial.DEFAULT.leastTime()) >= 0;
    cache
        .filter(remembered -> worthIt)
        .ifPresent(
            remembered -> {
              speeds.forEach((executor, speed) -> remembered.put(keys.get(executor), speed));
              remembered.save();
            });
    return speeds;
  }

  private Map<String, Speed> run(List<Member> members, Trial trial) {
    Feed<T> feed = source.feed();
    List<T> sample = source.sample();
    String network = configuration;
    Map<String, Trial.Outcome> outcomes =
        ExecutorTasks.onEach(
            context, members, "trial", executor -> time(trial, feed, sample, network));
    outcomes.forEach(Trials::warnOfWarmUp);
    return outcomes.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().speed()));
  }

  private static void warnOfWarmUp(String executor, Trial.Outcome outcome) {
    WarmUp warmUp = outcome.warmUp();
    if (!warmUp.settled()) {
      LOG.warn(
          "the steps of executor {} had not settled after {} of them in {} s of warm-up: its trial"
              + " may be too slow",
          executor,
          warmUp.steps(),
          String.format(Locale.ROOT, "%.1f", warmUp.seconds()));
    }
  }

  /** Times one executor that is known, for a short time. */
  Optional<Speed> again(Member member) {
    return Optional.ofNullable(run(List.of(member), SHORT).get(member.executorId()));
  }

  /** Steps that nobody times, on the executor that this runs on. */
  static <T> int warmUp(int steps, Feed<T> feed, List<T> sample, String configuration) {
    Trial.Step step = step(feed, sample, configuration);
    for (int i = 0; i < steps; i++) {
      step.run();
    }
    return steps;
  }

  private static <T> Trial.Outcome time(
      Trial trial, Feed<T> feed, List<T> sample, String configuration) {
    return trial.run(step(feed, sample, configuration), System::nanoTime);
  }

  /** A step as a round takes it. */
  private static <T> Trial.Step step(Feed<T> feed, List<T> sample, String configuration) {
    TrainableNetwork network = ResidentNetworks.get(configuration, configuration);
    Stepping stepping = new Stepping(network, List.of());
    Iterator<DataSet> batches = Stepping.prepared(new Endless<>(feed, sample));
    return () -> stepping.step(batches.next());
  }

  /** Forgets remembered speeds that the run has shown to be off by a fifth or more. */
  static void forgetStale(TrialCache cache, List<PoolWorker> pool) {
    for (PoolWorker worker : pool) {
      double ratio = worker.observed().examplesPerSecond() / worker.trial().examplesPerSecond();
      if (worker.trialKey().isPresent() && Math.abs(ratio - 1) > STALE) {
        LOG.info(
            "executor {} ran at {} of its trial speed; the next run will time it anew",
            worker.member().executorId(),
            String.format(Locale.ROOT, "%.2f", ratio));
        cache.forget(worker.trialKey().get());
        cache.save();
      }
    }
  }

  /** Batches of the sample over and over. */
  private static final class Endless<T> implements Iterator<DataSet> {

    private final Feed<T> feed;
    private final List<T> sample;
    private Iterator<DataSet> batches = Collections.emptyIterator();
    private long pass;

    Endless(Feed<T> feed, List<T> sample) {
      this.feed = feed;
      this.sample = sample;
    }

    @Override
    public boolean hasNext() {
      return true;
    }

    @Override
    public DataSet next() {
      if (!batches.hasNext()) {
        batches = feed.batches(sample, pass++);
      }
      return batches.next();
    }
  }
}
