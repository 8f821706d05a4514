package org.paceline.job;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.TaskSchedulerImpl;
import org.paceline.cluster.ClusterException;
import org.paceline.cluster.EmbeddedCluster;
import org.paceline.cluster.Remains;
import org.paceline.roster.Departure;
import org.paceline.roster.Member;
import org.paceline.roster.NoExecutorException;
import org.paceline.roster.Roster;
import org.paceline.speed.TrialCache;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The executors that crash while a job runs: each is told of with what it left, and what follows
 * from it is not taken for somebody's fault.
 */
final class Crashes {

  private static final Logger LOG = LoggerFactory.getLogger(Crashes.class);

  /** Spark's master waits 5 s for the exit code of an executor that is out of reach. */
  private static final Duration UNTIL_TOLD = Duration.ofSeconds(8);

  private static final Duration GLANCE = Duration.ofMillis(100);

  private final SparkContext spark;
  private final Optional<EmbeddedCluster> cluster;
  private final List<Member> here;
  private final List<String> told = new CopyOnWriteArrayList<>();

  private Crashes(SparkContext spark, Optional<EmbeddedCluster> cluster, List<Member> here) {
    this.spark = spark;
    this.cluster = cluster;
    this.here = here;
  }

  /** Watches an application, which has these executors. */
  static Crashes in(SparkContext spark, Optional<EmbeddedCluster> cluster, List<Member> here) {
    Crashes crashes = new Crashes(spark, cluster, here);
    Roster.of(spark).onDeparture(crashes::note);
    return crashes;
  }

  private void note(Departure departure) {
    if (!departure.crashed()) {
      return;
    }
    String executor = departure.member().executorId();
    String left = cluster.flatMap(c -> c.remains(executor)).map(r -> keep(r, executor)).orElse("");
    LOG.error("{}{}", departure.description(), left);
    told.add(departure.description() + left);
  }

  private String keep(Remains remains, String executor) {
    String name = "%s-executor-%s.log".formatted(spark.applicationId(), executor);
    Path file = TrialCache.defaultFile().resolveSibling("crashes").resolve(name);
    try {
      remains.keep(file);
      remains.lastWords().forEach(line -> LOG.error("executor {} said: {}", executor, line));
      return "; what it left is in " + file;
    } catch (IOException e) {
      LOG.warn("what executor {} left cannot be kept: {}", executor, e.toString());
      return "";
    }
  }

  /**
   * The failure to report of a job that failed so.
   *
   * @return the crash, where too few executors may be what it failed by; else the failure itself
   */
  RuntimeException explain(RuntimeException failure) {
    boolean suspect =
        failure instanceof IllegalArgumentException || failure instanceof NoExecutorException;
    if (!suspect || !crashed()) {
      return failure;
    }
    return new ClusterException(
        String.join("; ", told) + ". Without it: " + failure.getMessage(), failure);
  }

  /** As the scheduler knows long before there is an event of it. */
  private boolean outOfReach(Member member) {
    return spark.taskScheduler() instanceof TaskSchedulerImpl scheduler
        && !scheduler.isExecutorAlive(member.executorId());
  }

  private boolean crashed() {
    boolean missing = here.stream().anyMatch(this::outOfReach);
    long end = System.nanoTime() + UNTIL_TOLD.toNanos();
    while (missing && told.isEmpty() && System.nanoTime() < end) {
      try {
        TimeUnit.MILLISECONDS.sleep(GLANCE.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    return !told.isEmpty();
  }
}
