package org.paceline.train;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.SparkContext;
import org.nd4j.linalg.dataset.api.DataSet;
import org.paceline.model.TrainableNetwork;
import org.paceline.partition.ExecutorTasks;
import org.paceline.profile.DeviceRequest;
import org.paceline.profile.Eligibility;
import org.paceline.roster.Member;
import org.paceline.roster.NoExecutorException;
import org.paceline.speed.NominalSpeed;
import org.paceline.speed.Speed;
import org.paceline.speed.Trial;
import org.paceline.speed.TrialCache;
import org.paceline.speed.TrialKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out what the executors are and how fast: profiles, eligibility and trials. */
public final class Scout {

  private static final Logger LOG = LoggerFactory.getLogger(Scout.class);

  /** After about this many steps the time of a step no longer falls. */
  private static final int WARM_UP_STEPS = 60;

  private final SparkContext context;
  private final List<Member> members;

  /**
   * Looks at some executors.
   *
   * @param context the application's context
   * @param members the executors
   */
  public Scout(SparkContext context, List<Member> members) {
    this.context = context;
    this.members = List.copyOf(members);
  }

  /**
   * Profiles every executor.
   *
   * @return what each tells of itself, by id
   * @throws NoExecutorException if none answers
   */
  public Map<String, Sighting> sightings() {
    Map<String, Sighting> seen =
        ExecutorTasks.onEach(context, members, executor -> Sighting.here());
    if (seen.isEmpty()) {
      throw new NoExecutorException("no executor answered the profile job");
    }
    reportHelpers(seen);
    return seen;
  }

  private static void reportHelpers(Map<String, Sighting> seen) {
    long usable = seen.values().stream().filter(Sighting::usable).count();
    List<String> without =
        seen.entrySet().stream()
            .filter(entry -> entry.getValue().usable() && !entry.getValue().oneDnn())
            .map(Map.Entry::getKey)
            .sorted(Comparator.naturalOrder())
            .toList();
    if (without.isEmpty() && usable > 0) {
      LOG.info("DL4J's layer helpers are on in all {} usable executors", usable);
    } else if (!without.isEmpty()) {
      LOG.warn(
          "DL4J's layer helpers are OFF in executors {}: training there is several times slower."
              + " Check that ND4J's onednn or cudnn classifier is on the class path and that"
              + " org.eclipse.deeplearning4j.helpers.disable is not true",
          without);
    }
  }

  /**
   * Lets every executor load its libraries and compile its code by a few steps that nobody times.
   *
   * @param source the data
   * @param configuration the network's configuration
   * @param <T> the type of a block
   */
  public <T> void warmUp(BlockSource<T> source, String configuration) {
    Feed<T> feed = source.feed();
    List<T> sample = source.sample();
    ExecutorTasks.onEach(
        context,
        members,
        executor -> {
          boolean usable = Sighting.here().usable();
          if (usable) {
            Trials.warmUp(WARM_UP_STEPS, feed, sample, configuration);
          }
          return usable;
        });
  }

  /**
   * Assembles the pool: profile, eligibility, nominal and trial speed of each executor.
   *
   * @param source the data, for the trial's batches
   * @param configuration the network's configuration
   * @param trial how to time
   * @param cache remembered trials
   * @param device what executors are to train on
   * @return the eligible executors in the roster's order
   * @throws NoExecutorException if none is eligible
   */
  public <T> List<PoolWorker> pool(
      BlockSource<T> source,
      String configuration,
      Trial trial,
      Optional<TrialCache> cache,
      DeviceRequest device) {
    Map<String, Sighting> seen = sightings();
    List<Member> eligible = eligible(seen, device);
    Trials<T> trials = new Trials<>(context, source, configuration);
    Map<String, TrialKey> keys = trials.keys(eligible, seen);
    Map<String, Speed> speeds = trials.speeds(eligible, keys, trial, cache);
    double flops = flops(source, configuration);
    return eligible.stream()
        .filter(member -> speeds.containsKey(member.executorId()))
        .map(
            m ->
                worker(m, seen.get(m.executorId()), device, flops)
                    .tried(speeds.get(m.executorId()), keys.get(m.executorId())))
        .toList();
  }

  /**
   * Forgets remembered trial speeds that a run has shown to be off by a fifth or more, so that the
   * next run has trials again.
   *
   * @param cache remembered trials, saved if one is forgotten
   * @param pool the executors after the run
   */
  public static void forgetStale(TrialCache cache, List<PoolWorker> pool) {
    Trials.forgetStale(cache, pool);
  }

  /**
   * Assembles the pool without trials, for work too short to be worth one: speeds are nominal.
   *
   * @param source the data
   * @param configuration the network's configuration
   * @param <T> the type of a block
   * @return the executors that answered, in the roster's order
   */
  public <T> List<PoolWorker> unmeasured(BlockSource<T> source, String configuration) {
    Map<String, Sighting> seen = sightings();
    double flops = flops(source, configuration);
    return eligible(seen, DeviceRequest.AUTO).stream()
        .map(m -> worker(m, seen.get(m.executorId()), DeviceRequest.AUTO, flops))
        .toList();
  }

  private static PoolWorker worker(
      Member member, Sighting sighting, DeviceRequest device, double flops) {
    Eligibility judged = sighting.judge(device);
    Speed nominal = NominalSpeed.of(sighting.profile(), judged.device(), flops);
    return new PoolWorker(member, sighting.profile(), judged, nominal, nominal, Optional.empty());
  }

  private List<Member> eligible(Map<String, Sighting> seen, DeviceRequest device) {
    Map<String, Eligibility> judged =
        seen.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().judge(device)));
    judged.forEach(
        (executor, verdict) -> {
          if (!verdict.eligible()) {
            LOG.warn("executor {} takes no part: {}", executor, verdict.reason());
          } else if (!verdict.reason().startsWith("no GPU")) {
            LOG.info(
                "executor {} trains on its {}: {}", executor, verdict.device(), verdict.reason());
          }
        });
    List<Member> eligible =
        members.stream()
            .filter(member -> judged.containsKey(member.executorId()))
            .filter(member -> judged.get(member.executorId()).eligible())
            .toList();
    if (eligible.isEmpty()) {
      throw new NoExecutorException(
          "none of the %d executors is eligible with device %s: %s"
              .formatted(
                  judged.size(),
                  device.name().toLowerCase(java.util.Locale.ROOT),
                  judged.values().iterator().next().reason()));
    }
    return eligible;
  }

  private static <T> double flops(BlockSource<T> source, String configuration) {
    DataSet batch = source.feed().batches(source.sample().subList(0, 1), 0).next();
    return TrainableNetwork.of(configuration).flopsPerExample(batch.getFeatures().shape());
  }
}
