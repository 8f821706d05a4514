package org.paceline.job;

import java.time.Duration;
import java.util.Optional;
import org.paceline.cluster.CpuShares;
import picocli.CommandLine.Option;

/** Where a job runs: the options that every job has. */
final class ClusterOptions {

  private static final Duration ELSEWHERE = Duration.ofSeconds(60);
  private static final Duration ON_KUBERNETES = Duration.ofSeconds(300);

  static final String DEFAULT_WORKERS = "0.8,0.4,0.2";

  @Option(
      names = "--workers",
      paramLabel = "SHARES",
      description =
          "Start an embedded cluster with one worker for each share of a core"
              + " (default: "
              + DEFAULT_WORKERS
              + ").")
  private String workers;

  @Option(
      names = "--master",
      paramLabel = "URL",
      description = "Run on this Spark master instead; under spark-submit its master is taken.")
  private String master;

  @Option(
      names = "--executor-timeout",
      paramLabel = "SECONDS",
      description =
          "How long to wait for an executor where there is none"
              + " (default: 60, or on Kubernetes, where a node may have to pull the image, 300).")
  private Long timeoutSeconds;

  /** The master to run on, or empty for an embedded cluster. */
  Optional<String> master() {
    if (master != null && workers != null) {
      throw new IllegalArgumentException("--workers and --master exclude each other");
    }
    if (workers != null) {
      return Optional.empty();
    }
    return Optional.ofNullable(master)
        .or(() -> Optional.ofNullable(System.getProperty("spark.master")));
  }

  java.util.List<Double> cpuShares() {
    return CpuShares.parse(workers == null ? DEFAULT_WORKERS : workers);
  }

  Duration timeout() {
    if (timeoutSeconds == null) {
      boolean kubernetes = master().filter(url -> url.startsWith("k8s://")).isPresent();
      return kubernetes ? ON_KUBERNETES : ELSEWHERE;
    }
    if (timeoutSeconds < 1) {
      throw new IllegalArgumentException(
          "--executor-timeout must be at least 1 s, not " + timeoutSeconds);
    }
    return Duration.ofSeconds(timeoutSeconds);
  }
}
