package org.paceline.cluster.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.PodResource;
import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.paceline.cluster.ClusterException;

/** Follows the pod of a driver from its start to its end. */
final class DriverPod {

  private static final int TERMINATED = 143;
  private static final int KILLED = 137;

  private final PodResource pod;
  private final Submission submission;
  private final SubmittedJob.Patience patience;
  private final PrintStream notes;
  private final DriverLog log;
  private final Stopwatch away = new Stopwatch();
  private final Stopwatch pending = new Stopwatch();
  private final Stopwatch trouble = new Stopwatch();
  private String told = "";

  DriverPod(
      KubernetesClient client,
      Submission submission,
      SubmittedJob.Patience patience,
      PrintStream out,
      PrintStream notes) {
    this.pod = client.pods().inNamespace(submission.namespace()).withName(submission.driverPod());
    this.submission = submission;
    this.patience = patience;
    this.notes = notes;
    this.log =
        new DriverLog(
            client,
            submission.namespace(),
            submission.driverPod(),
            submission.driverContainer(),
            out);
  }

  /**
   * Shows the driver's log until it ends.
   *
   * @return its exit code
   * @throws ClusterException if it does not start, is deleted or killed
   * @throws LostSightException if the API server stays away, or refuses
   */
  int follow() {
    while (true) {
      try {
        Optional<Integer> code = glance();
        away.reset();
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
    if (now == null || now.getMetadata().getDeletionTimestamp() != null) {
      throw deleted();
    }
    String phase = String.valueOf(now.getStatus().getPhase());
    if (phase.equals("Pending")) {
      waits(now);
      return Optional.empty();
    }
    if (phase.equals("Running")) {
      String node = now.getSpec().getNodeName();
      tell("pod %s runs on node %s".formatted(submission.driverPod(), node));
    }
    readLog();
    return phase.equals("Succeeded") || phase.equals("Failed")
        ? Optional.of(exitCode(now))
        : Optional.empty();
  }

  /** It comes from the node, which may be away while the API server is not. */
  private void readLog() {
    try {
      log.read();
    } catch (KubernetesClientException e) {
      tell("the driver's log cannot be read (%s); the job goes on".formatted(ApiFailure.said(e)));
    }
  }

  private ClusterException deleted() {
    return new ClusterException(
        "pod %s was deleted before it ended; what it wrote to the shared volume stays: 'train --resume' goes on from its last checkpoint"
            .formatted(submission.driverPod()));
  }

  private void waits(Pod now) {
    Optional<String> fatal = PodTrouble.fatal(now);
    if (fatal.isEmpty()) {
      trouble.reset();
    } else if (PodTrouble.lasting(now) || trouble.longerThan(patience.image())) {
      throw new ClusterException(fatal.get());
    }
    fatal.ifPresent(this::tell);
    Optional<String> unplaced = PodTrouble.unplaced(now);
    unplaced.ifPresent(this::tell);
    if (pending.longerThan(patience.start())) {
      throw new ClusterException(
          "%s; it did not start within %s s (--start-timeout); 'kubectl -n %s describe pod' of the next try shows its events"
              .formatted(
                  unplaced.orElse("pod " + submission.driverPod() + " is pending"),
                  patience.start().toSeconds(),
                  submission.namespace()));
    }
  }

  private int exitCode(Pod now) {
    ContainerStateTerminated end =
        now.getStatus().getContainerStatuses().stream()
            .filter(status -> status.getName().equals(submission.driverContainer()))
            .map(ContainerStatus::getState)
            .filter(state -> state != null && state.getTerminated() != null)
            .map(state -> state.getTerminated())
            .findFirst()
            .orElse(null);
    if (end == null) {
      String reason = String.valueOf(now.getStatus().getReason());
      throw new ClusterException(
          "pod %s failed: %s"
              .formatted(
                  submission.driverPod(),
                  Optional.ofNullable(now.getStatus().getMessage()).orElse(reason)));
    }
    if ("OOMKilled".equals(end.getReason())) {
      throw new ClusterException(
          "the driver was killed (OOMKilled): it took more memory than its pod may; --conf spark.driver.memoryOverhead=2g gives it more, and 'train --resume' goes on from the last checkpoint");
    }
    if (end.getExitCode() == KILLED || end.getExitCode() == TERMINATED) {
      throw new ClusterException(
          "the driver was ended from outside (%s, exit code %s), say with its node; 'train --resume' goes on from its last checkpoint"
              .formatted(end.getReason(), end.getExitCode()));
    }
    return end.getExitCode();
  }

  private void tolerate(KubernetesClientException e) {
    if (!ApiFailure.away(e) || away.longerThan(patience.api())) {
      throw new LostSightException(
          "%s. The job goes on: 'kubectl -n %s logs -f %s' follows it, 'kubectl -n %s delete pod %s' ends it"
              .formatted(
                  ApiFailure.of(e, submission).getMessage(),
                  submission.namespace(),
                  submission.driverPod(),
                  submission.namespace(),
                  submission.driverPod()),
          e);
    }
    tell("the API server does not answer (%s); the job goes on".formatted(ApiFailure.said(e)));
  }

  private void tell(String what) {
    if (!what.equals(told)) {
      notes.println("paceline: " + what);
      told = what;
    }
  }

  private void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(patience.glance().toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException("interrupted while the job ran", e);
    }
  }
}
