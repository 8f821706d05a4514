package org.paceline.train;

import java.util.Comparator;
import java.util.Iterator;
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
import org.paceline.speed.Governor;
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
    List<String> without =
        seen.entrySet().stream()
            .filter(entry -> !entry.getValue().oneDnn())
            .map(Map.Entry::getKey)
            .sorted(Comparator.naturalOrder())
            .toList();
    if (without.isEmpty()) {
      LOG.info("DL4J's oneDNN helpers are on in all {} executors", seen.size());
    } else {
      LOG.warn(
          "DL4J's oneDNN helpers are OFF in executors {}: training there is several times slower."
              + " Check that nd4j-native's onednn classifier is on the class path and that"
              + " org.eclipse.deeplearning4j.helpers.disable is not true",
          without);
    }
  }

  /**
   * Lets every executor load its libraries and compile its code by a few steps that nobody times.
   *
   * @param source the data
   * @param configuration the network's configuration
   * @param steps the steps
   * @param <T> the type of a block
   */
  public <T> void warmUp(BlockSource<T> source, String configuration, int steps) {
    Feed<T> feed = source.feed();
    List<T> sample = source.sample();
    ExecutorTasks.onEach(
        context,
        members,
        executor -> {
          Sighting.here();
          return trial(WARM_UP_ONLY, steps, feed, sample, configuration);
        });
  }

  private static final Trial WARM_UP_ONLY = new Trial(0, 1, java.time.Duration.ZERO);

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
    Map<String, TrialKey> keys =
        eligible.stream()
            .collect(
                Collectors.toMap(
                    Member::executorId,
                    m -> key(seen.get(m.executorId()), m, configuration, source.blockSize())));
    Map<String, Speed> trials = trials(eligible, keys, source, configuration, trial, cache);
    double flops = flops(source, configuration);
    return eligible.stream()
        .filter(member -> trials.containsKey(member.executorId()))
        .map(
            m ->
                worker(
                    m,
                    seen.get(m.executorId()),
                    device,
                    flops,
                    Optional.of(trials.get(m.executorId()))))
        .toList();
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
        .map(m -> worker(m, seen.get(m.executorId()), DeviceRequest.AUTO, flops, Optional.empty()))
        .toList();
  }

  private static PoolWorker worker(
      Member member, Sighting sighting, DeviceRequest device, double flops, Optional<Speed> trial) {
    Eligibility judged = Eligibility.of(sighting.profile(), device, sighting.build());
    Speed nominal = NominalSpeed.of(sighting.profile(), judged.device(), flops);
    return new PoolWorker(member, sighting.profile(), judged, nominal, trial);
  }

  private List<Member> eligible(Map<String, Sighting> seen, DeviceRequest device) {
    Map<String, Eligibility> judged =
        seen.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    e -> Eligibility.of(e.getValue().profile(), device, e.getValue().build())));
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

  private static TrialKey key(Sighting seen, Member member, String configuration, int batchSize) {
    String share = member.attributes().getOrDefault(Member.SHARE, "whole");
    String network =
        Integer.toHexString(configuration.replaceAll("\"seed\" : -?\\d+", "").hashCode());
    return new TrialKey(seen.profile().fingerprint() + "|" + share, network, batchSize);
  }

  /** If one executor needs a trial, all have one: they share machines, so they run together. */
  private <T> Map<String, Speed> trials(
      List<Member> eligible,
      Map<String, TrialKey> keys,
      BlockSource<T> source,
      String configuration,
      Trial trial,
      Optional<TrialCache> cache) {
    boolean known =
        cache.isPresent()
            && keys.values().stream().allMatch(key -> cache.get().find(key).isPresent());
    if (known) {
      LOG.info("trial speeds of all {} executors are remembered from an earlier run", keys.size());
      return eligible.stream()
          .collect(
              Collectors.toMap(
                  Member::executorId,
                  m -> cache.get().find(keys.get(m.executorId())).orElseThrow()));
    }
    Feed<T> feed = source.feed();
    List<T> sample = source.sample();
    Map<String, Trial.Outcome> outcomes =
        ExecutorTasks.onEach(
            context,
            eligible,
            executor -> trial(trial, trial.warmUpSteps(), feed, sample, configuration));
    cache.ifPresent(
        remembered -> {
          outcomes.forEach((executor, o) -> remembered.put(keys.get(executor), o.speed()));
          remembered.save();
        });
    return outcomes.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().speed()));
  }

  private static <T> Trial.Outcome trial(
      Trial trial, int warmUp, Feed<T> feed, List<T> sample, String configuration) {
    TrainableNetwork network = ResidentNetworks.get(configuration, configuration);
    Governor governor = Governor.ofThisProcess();
    Endless<T> batches = new Endless<>(feed, sample);
    return new Trial(warmUp, trial.leastSteps(), trial.leastTime())
        .run(
            () -> {
              DataSet batch = batches.next();
              network.fit(batch);
              governor.pace();
              return batch.numExamples();
            },
            System::nanoTime);
  }

  private static <T> double flops(BlockSource<T> source, String configuration) {
    DataSet batch = source.feed().batches(source.sample().subList(0, 1), 0).next();
    return TrainableNetwork.of(configuration).flopsPerExample(batch.getFeatures().shape());
  }

  /** Batches of the sample over and over. */
  private static final class Endless<T> {

    private final Feed<T> feed;
    private final List<T> sample;
    private Iterator<DataSet> batches = java.util.Collections.emptyIterator();
    private long pass;

    Endless(Feed<T> feed, List<T> sample) {
      this.feed = feed;
      this.sample = sample;
    }

    DataSet next() {
      if (!batches.hasNext()) {
        batches = feed.batches(sample, pass++);
      }
      return batches.next();
    }
  }
}
