package org.paceline.jobs;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.paceline.cluster.EmbeddedCluster;
import org.paceline.job.Job;
import scala.Tuple2;

/** A master and workers on which the jobs of a test class run, one after the other. */
final class SharedCluster implements AutoCloseable {

  private final EmbeddedCluster cluster;
  private final Map<String, String> settings = new TreeMap<>();

  /** Starts one with so many workers at full speed. */
  SharedCluster(int workers) {
    cluster = EmbeddedCluster.start(Collections.nCopies(workers, 1.0));
    for (Tuple2<String, String> setting : cluster.configuration().getAll()) {
      settings.put(setting._1(), setting._2());
    }
    // Else each job waits a while for more of them.
    settings.put("spark.executor.instances", String.valueOf(workers));
  }

  /** Runs a job on it, which gets its settings as from spark-submit: as system properties. */
  JobRun run(Job job, String... args) {
    Stream<String> master = Stream.of("--master", settings.get("spark.master"));
    String[] all = Stream.concat(Arrays.stream(args), master).toArray(String[]::new);
    settings.forEach(System::setProperty);
    try {
      return JobRun.of(job, all);
    } finally {
      settings.keySet().forEach(System::clearProperty);
    }
  }

  @Override
  public void close() {
    cluster.close();
  }
}
