package org.paceline.cluster.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.PodResource;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.paceline.cluster.ClusterException;

/** Follows the pod of a driver from its start to its end. */
final class DriverPod {

  private static final Duration GLANCE = Duration.ofSeconds(1);
  private static final Duration AWAY = Duration.ofMinutes(5);

  /** SIGKILL: as a rule the container took more memory than its limit. */
  private static final int KILLED = 137;

  private final PodResource pod;
  private final Submission submission;
  private final Duration startTimeout;
  private final PrintStream notes;
  private final DriverLog log;
  private Duration away = Duration.ZERO;
  private Duration pending = Duration.ZERO;
  private String told = "";

  DriverPod(
      KubernetesClient client,
      Submission submission,
      Duration startTimeout,
      PrintStream out,
      PrintStream notes) {
    this.pod = client.pods().inNamespace(submission.namespace()).withName(submission.driverPod());
    this.submission = submission;
    this.startTimeout = startTimeout;
    this.notes = notes;
    this.log = new DriverLog(out);
  }

  /**
   * Shows the driver's log until it ends.
   *
   * @return its exit code
   * @throws ClusterException if it does not start, is deleted or killed, or the API server stays
   *     away
   */
  int follow() {
    while (true) {
      try {
        Optional<Integer> code = glance();
        away = Duration.ZERO;
        if (code.isPresent()) {
          return code.get();
        }
      } catch (KubernetesClientException e) {
        tolerate(e);
      }
      pause();
    }
  }

  private Optional<Integer> glance() {
    Pod now = pod.get();
    if (now == null) {
      throw new ClusterException(
          "pod %s was deleted before it ended; what it wrote stays: 'train --resume' goes on from its last checkpoint"
              .formatted(submission.driverPod()));
    }
    return switch (now.getStatus().getPhase()) {
      case "Pending" -> {
        waits(now);
        yield Optional.empty();
      }
      case "Running" -> {
        tell(
            "pod %s runs on node %s"
                .formatted(submission.driverPod(), now.getSpec().getNodeName()));
        log.read(pod);
        yield Optional.empty();
      }
      case "Succeeded", "Failed" -> {
        log.read(pod);
        yield Optional.of(exitCode(now));
      }
      default -> Optional.empty();
    };
  }

  private void waits(Pod now) {
    PodTrouble.fatal(now)
        .ifPresent(
            trouble -> {
              throw new ClusterException(trouble);
            });
    Optional<String> unplaced = PodTrouble.unplaced(now);
    unplaced.ifPresent(this::tell);
    pending = pending.plus(GLANCE);
    if (pending.compareTo(startTimeout) > 0) {
      throw new ClusterException(
          "%s; it did not start within %d s (--start-timeout)"
              .formatted(
                  unplaced.orElse("pod " + submission.driverPod() + " is pending"),
                  startTimeout.toSeconds()));
    }
  }

  private int exitCode(Pod now) {
    ContainerStateTerminated end =
        now.getStatus().getContainerStatuses().stream()
            .map(status -> status.getState().getTerminated())
            .filter(state -> state != null)
            .findFirst()
            .orElse(null);
    if (end == null) {
      throw new ClusterException(
          "pod %s failed: %s"
              .formatted(
                  submission.driverPod(),
                  Optional.ofNullable(now.getStatus().getMessage())
                      .orElse(String.valueOf(now.getStatus().getReason()))));
    }
    if (end.getExitCode() == KILLED) {
      throw new ClusterException(
          "the driver was killed (%s): it took more memory than its pod may, or its node ended it; --conf spark.driver.memoryOverhead=2g gives it more, and 'train --resume' goes on from the last checkpoint"
              .formatted(end.getReason()));
    }
    return end.getExitCode();
  }

  private void tolerate(KubernetesClientException e) {
    if (!ApiFailure.away(e) || away.compareTo(AWAY) > 0) {
      throw ApiFailure.of(e, submission);
    }
    tell(
        "the API server does not answer (%s); the job goes on without it"
            .formatted(ApiFailure.said(e)));
    away = away.plus(GLANCE);
  }

  private void tell(String what) {
    if (!what.equals(told)) {
      notes.println("paceline: " + what);
      told = what;
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(GLANCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException("interrupted");
    }
  }
}
