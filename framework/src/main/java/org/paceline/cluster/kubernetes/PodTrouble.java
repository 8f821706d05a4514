package org.paceline.cluster.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.util.Optional;

/** Why a pod does not start. */
final class PodTrouble {

  private PodTrouble() {}

  /**
   * Whether the trouble cannot mend itself: the name of the image is none, or it may not be pulled.
   */
  static boolean lasting(Pod pod) {
    return pod.getStatus().getContainerStatuses().stream()
        .filter(status -> status.getState() != null && status.getState().getWaiting() != null)
        .map(status -> String.valueOf(status.getState().getWaiting().getReason()))
        .anyMatch(
            reason -> reason.equals("InvalidImageName") || reason.equals("ErrImageNeverPull"));
  }

  /** What keeps a container from starting, such as an image that is not there. */
  static Optional<String> fatal(Pod pod) {
    return pod.getStatus().getContainerStatuses().stream()
        .filter(status -> status.getState() != null && status.getState().getWaiting() != null)
        .map(status -> fatal(pod, status, status.getState().getWaiting()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> fatal(
      Pod pod, ContainerStatus status, ContainerStateWaiting waiting) {
    String said = Optional.ofNullable(waiting.getMessage()).orElse(waiting.getReason());
    return switch (String.valueOf(waiting.getReason())) {
      case "ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull" ->
          Optional.of(
              "image %s of pod %s cannot be had: %s; build it by 'bin/paceline image' and bring it to the nodes or their registry (docs/kubernetes.md), or name another by --image"
                  .formatted(status.getImage(), pod.getMetadata().getName(), said));
      case "CreateContainerConfigError", "CreateContainerError", "RunContainerError" ->
          Optional.of(
              "the container of pod %s cannot be made: %s"
                  .formatted(pod.getMetadata().getName(), said));
      default -> Optional.empty();
    };
  }

  /** Why no node takes it; that may change. */
  static Optional<String> unplaced(Pod pod) {
    return pod.getStatus().getConditions().stream()
        .filter(c -> "PodScheduled".equals(c.getType()) && "False".equals(c.getStatus()))
        .findFirst()
        .map(c -> "pod %s waits for a node: %s".formatted(pod.getMetadata().getName(), message(c)));
  }

  private static String message(PodCondition condition) {
    return Optional.ofNullable(condition.getMessage()).orElse(condition.getReason());
  }
}
