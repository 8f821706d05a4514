package org.paceline.job;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.TaskSchedulerImpl;
import org.paceline.cluster.ClusterException;
import org.paceline.cluster.EmbeddedCluster;
import org.paceline.cluster.Remains;
import org.paceline.roster.Departure;
import org.paceline.roster.Member;
import org.paceline.roster.NoExecutorException;
import org.paceline.roster.Roster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The executors that crash while a job runs: each is told of with what it left, and what follows
 * from it is not taken for somebody's fault.
 */
final class Crashes {

  private static final Logger LOG = LoggerFactory.getLogger(Crashes.class);

  /** Longer than Spark's driver waits for the exit code of an executor that is out of reach. */
  private static final Duration UNTIL_TOLD = Duration.ofSeconds(20);

  private static final Duration GLANCE = Duration.ofMillis(100);

  private final SparkContext spark;
  private final Optional<EmbeddedCluster> cluster;
  private final CrashFolder folder = CrashFolder.usual();
  private final RecentCrashes recent = new RecentCrashes(System::nanoTime);
  private final Set<String> noted = ConcurrentHashMap.newKeySet();
  private List<Member> expected = List.of();

  private Crashes(SparkContext spark, Optional<EmbeddedCluster> cluster) {
    this.spark = spark;
    this.cluster = cluster;
  }

  /** Watches an application. */
  static Crashes in(SparkContext spark, Optional<EmbeddedCluster> cluster) {
    Crashes crashes = new Crashes(spark, cluster);
    Roster.of(spark).onDeparture(crashes::note);
    return crashes;
  }

  /** From now on the job counts on these executors. */
  void expect(List<Member> here) {
    expected = here;
  }

  private void note(Departure departure) {
    String executor = departure.member().executorId();
    try {
      look(departure, executor);
    } finally {
      noted.add(executor);
    }
  }

  private void look(Departure departure, String executor) {
    Optional<Remains> remains = cluster.flatMap(c -> c.remains(executor));
    // Where Spark knows no exit code, a virtual machine that crashed has still said so.
    if (departure.crashed() || remains.filter(Remains::crashed).isPresent()) {
      String what = departure.description() + remains.map(r -> keep(r, executor)).orElse("");
      LOG.error("{}", what);
      recent.add(what);
    }
  }

  private String keep(Remains remains, String executor) {
    try {
      remains.lastWords().forEach(line -> LOG.error("executor {} said: {}", executor, line));
      String name = "%s-executor-%s.log".formatted(spark.applicationId(), executor);
      Path file = folder.keep(name, remains);
      return "; what it left is in " + file;
    } catch (IOException e) {
      LOG.warn("what executor {} left cannot be kept: {}", executor, e.toString());
      return "";
    }
  }

  /**
   * The failure to report of a job that failed so.
   *
   * @return the crash, where somebody whom the job counted on is gone of late and this may be what
   *     it failed by; else the failure itself
   */
  RuntimeException explain(RuntimeException failure) {
    boolean suspect =
        failure instanceof IllegalArgumentException || failure instanceof NoExecutorException;
    if (!suspect || !incomplete() || !crashed()) {
      return failure;
    }
    return new ClusterException(
        String.join("; ", recent.descriptions()) + ". Without it: " + failure.getMessage(),
        failure);
  }

  /** Whoever has come in the place of somebody who is gone does not know what that one knew. */
  private boolean incomplete() {
    return Roster.of(spark).members().stream().noneMatch(this::alive)
        || !expected.stream().allMatch(this::alive);
  }

  /**
   * As the scheduler knows long before there is an event of it; of one in this process it knows
   * nothing before the first task.
   */
  private boolean alive(Member member) {
    return spark.isLocal()
        || (spark.taskScheduler() instanceof TaskSchedulerImpl scheduler
            && scheduler.isExecutorAlive(member.executorId()));
  }

  private boolean crashed() {
    long end = System.nanoTime() + UNTIL_TOLD.toNanos();
    while (recent.descriptions().isEmpty() && outOfReach() && System.nanoTime() < end) {
      try {
        TimeUnit.MILLISECONDS.sleep(GLANCE.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    return !recent.descriptions().isEmpty();
  }

  /** Whether somebody is gone of whom Spark has not yet told why, or what it left is looked at. */
  private boolean outOfReach() {
    return Stream.concat(expected.stream(), Roster.of(spark).members().stream())
        .anyMatch(member -> !alive(member) && !noted.contains(member.executorId()));
  }
}
