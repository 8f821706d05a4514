package org.paceline.scout;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.SparkContext;
import org.paceline.feed.BlockSource;
import org.paceline.feed.Feed;
import org.paceline.partition.ExecutorTasks;
import org.paceline.pool.PoolWorker;
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
  private Map<String, Sighting> seen;

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
   * Profiles every executor, once.
   *
   * @return what each tells of itself, by id
   * @throws NoExecutorException if none answers
   */
  public Map<String, Sighting> sightings() {
    if (seen == null) {
      Map<String, Sighting> answers =
          ExecutorTasks.onEach(context, members, "profile", executor -> Sighting.here());
      if (answers.isEmpty()) {
        throw new NoExecutorException("no executor answered the profile job");
      }
      reportHelpers(answers);
      seen = Map.copyOf(answers);
    }
    return seen;
  }

  /**
   * Compares what a training step takes with the memory of every executor.
   *
   * @param source the data
   * @param configuration the network's configuration
   * @param batchSize examples in the step, which may be others than in the data's blocks
   * @param device what executors are to train on
   * @return how the step fits each that is eligible, by id
   */
  public Map<String, MemoryFit> memory(
      BlockSource<?> source, String configuration, int batchSize, DeviceRequest device) {
    return memory(StepCost.of(source, configuration, batchSize), device);
  }

  /**
   * Refuses executors that would compute to other last bits.
   *
   * @param alike what all are to compute with
   * @throws NoExecutorException if one that is eligible has others
   */
  public void require(SameBits alike) {
    Collection<String> problems = problems(alike).values();
    if (!problems.isEmpty()) {
      throw new NoExecutorException(problems.iterator().next());
    }
  }

  /**
   * Leaves out executors that would compute to other last bits, by name.
   *
   * @param alike what all are to compute with
   * @return whether anybody is left
   */
  public boolean leaveOut(SameBits alike) {
    Map<String, Sighting> same = new HashMap<>(sightings());
    problems(alike)
        .forEach(
            (executor, problem) -> {
              LOG.warn("{}; it takes no part", problem);
              same.remove(executor);
            });
    seen = Map.copyOf(same);
    return !seen.isEmpty();
  }

  private Map<String, String> problems(SameBits alike) {
    Map<String, String> problems = new TreeMap<>();
    new TreeMap<>(sightings())
        .forEach(
            (executor, sighting) -> {
              if (sighting.usable()) {
                alike.add(executor, sighting).ifPresent(p -> problems.put(executor, p));
              }
            });
    return problems;
  }

  /**
   * What the executors' native libraries compute with.
   *
   * @return by executor, for people
   */
  public Map<String, String> kernels() {
    return sightings().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().computesWith()));
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
   * Lets every executor that a step fits load its libraries and compile its code by a few steps
   * that nobody times.
   *
   * @param source the data
   * @param configuration the network's configuration
   * @param <T> the type of a block
   * @return the executors that were warmed up, without a trial
   * @throws NoExecutorException if none is eligible, or a step fits none
   */
  public <T> List<PoolWorker> warmUp(BlockSource<T> source, String configuration) {
    StepCost cost = StepCost.of(source, configuration);
    List<Member> eligible = eligible(sightings(), DeviceRequest.AUTO);
    Map<String, MemoryFit> memory = memory(cost, DeviceRequest.AUTO);
    MemoryCheck.requireOne(memory);
    List<PoolWorker> workers =
        eligible.stream()
            .map(m -> within(worker(m, DeviceRequest.AUTO, cost.flops()), memory, source))
            .filter(PoolWorker::fits)
            .toList();
    Feed<T> feed = source.feed();
    List<T> sample = source.sample();
    List<Member> fitting = workers.stream().map(PoolWorker::member).toList();
    ExecutorTasks.onEach(
        context,
        fitting,
        "warm-up",
        executor -> Trials.warmUp(WARM_UP_STEPS, feed, sample, configuration));
    return workers;
  }

  /**
   * Assembles the pool: profile, eligibility, memory, nominal and trial speed of each executor. One
   * whose memory a step does not fit is in the pool, but is not tried and gets no share.
   *
   * @param source the data, for the trial's batches
   * @param configuration the network's configuration
   * @param trial how to time
   * @param cache remembered trials
   * @param device what executors are to train on
   * @param <T> the type of a block
   * @return the eligible executors in the roster's order
   * @throws NoExecutorException if none is eligible, or a step fits none
   */
  public <T> List<PoolWorker> pool(
      BlockSource<T> source,
      String configuration,
      Trial trial,
      Optional<TrialCache> cache,
      DeviceRequest device) {
    StepCost cost = StepCost.of(source, configuration);
    List<Member> eligible = eligible(sightings(), device);
    Map<String, MemoryFit> memory = memory(cost, device);
    MemoryCheck.report(memory);
    List<PoolWorker> workers =
        eligible.stream()
            .map(member -> within(worker(member, device, cost.flops()), memory, source))
            .toList();
    TrialKeys keys = TrialKeys.of(source, configuration);
    return tried(workers, new Trials<>(context, source, configuration), keys, trial, cache);
  }

  private Map<String, MemoryFit> memory(StepCost cost, DeviceRequest device) {
    return MemoryCheck.of(cost.memory(), sightings(), device);
  }

  /** A share that is one step is tried with the whole sample: less room than that is none. */
  private static PoolWorker within(
      PoolWorker worker, Map<String, MemoryFit> memory, BlockSource<?> source) {
    MemoryFit fit = memory.get(worker.member().executorId());
    return worker.within(fit.cap(source.feed().steps(), source.sample().size()));
  }

  /**
   * The workers with their trial speeds, but for those that nothing fits; the lost are left out.
   */
  private List<PoolWorker> tried(
      List<PoolWorker> workers,
      Trials<?> trials,
      TrialKeys keyed,
      Trial trial,
      Optional<TrialCache> cache) {
    List<Member> fitting =
        workers.stream().filter(PoolWorker::fits).map(PoolWorker::member).toList();
    Map<String, TrialKey> keys = keyed.of(fitting, sightings());
    Map<String, Speed> speeds = trials.speeds(fitting, keys, trial, cache);
    return workers.stream()
        .filter(w -> !w.fits() || speeds.containsKey(w.member().executorId()))
        .map(w -> w.fits() ? tried(w, speeds, keys) : w)
        .toList();
  }

  private static PoolWorker tried(
      PoolWorker worker, Map<String, Speed> speeds, Map<String, TrialKey> keys) {
    String executor = worker.member().executorId();
    return worker.tried(speeds.get(executor), keys.get(executor));
  }

  /**
   * Times executors anew, for a second each.
   *
   * @param context the application's context
   * @param source the data, for the trial's batches
   * @param configuration the network's configuration
   * @return times one executor
   */
  public static Timing timing(SparkContext context, BlockSource<?> source, String configuration) {
    return new Trials<>(context, source, configuration)::again;
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
    double flops = StepCost.of(source, configuration).flops();
    return eligible(sightings(), DeviceRequest.AUTO).stream()
        .map(m -> worker(m, DeviceRequest.AUTO, flops))
        .toList();
  }

  private PoolWorker worker(Member member, DeviceRequest device, double flops) {
    Sighting sighting = sightings().get(member.executorId());
    Eligibility judged = sighting.judge(device);
    Speed nominal = NominalSpeed.of(sighting.profile(), judged.device(), flops);
    return new PoolWorker(member, sighting.profile(), judged, nominal);
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
          "none of the %s executors is eligible with device %s: %s"
              .formatted(
                  judged.size(),
                  device.name().toLowerCase(java.util.Locale.ROOT),
                  judged.values().iterator().next().reason()));
    }
    return eligible;
  }
}
