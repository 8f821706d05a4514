package org.paceline.k8s.lab;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.util.function.Consumer;

/** Tells the API server how pods are. */
final class PodReports {

  private final KubernetesClient client;

  PodReports(KubernetesClient client) {
    this.client = client;
  }

  /** No node has room for it. */
  void unschedulable(Pod pod, String reason) {
    status(
        pod,
        new PodStatusBuilder()
            .withPhase("Pending")
            .addNewCondition()
            .withType("PodScheduled")
            .withStatus("False")
            .withReason("Unschedulable")
            .withMessage(reason)
            .endCondition()
            .build());
  }

  /** It cannot be started. */
  void waiting(Pod pod, String reason, String message) {
    ContainerStateBuilder state = new ContainerStateBuilder().withNewWaiting(message, reason);
    status(pod, status("Pending", pod, state));
  }

  void started(Pod pod, String ip) {
    String now = Instant.now().toString();
    PodStatus status = status("Running", pod, new ContainerStateBuilder().withNewRunning(now));
    status.setPodIP(ip);
    status.setHostIP("127.0.0.1");
    status.setStartTime(now);
    status(
        pod,
        new PodStatusBuilder(status)
            .addNewCondition()
            .withType("Ready")
            .withStatus("True")
            .endCondition()
            .build());
  }

  /** Its end; if it was deleted, it goes now. */
  void ended(Pod pod, int code, String reason) {
    ContainerStateBuilder state =
        new ContainerStateBuilder()
            .withNewTerminated()
            .withExitCode(code)
            .withReason(reason)
            .withFinishedAt(Instant.now().toString())
            .endTerminated();
    status(pod, status(code == 0 ? "Succeeded" : "Failed", pod, state));
    var resource =
        client
            .pods()
            .inNamespace(pod.getMetadata().getNamespace())
            .withName(pod.getMetadata().getName());
    Pod now = resource.get();
    if (now != null && now.getMetadata().getDeletionTimestamp() != null) {
      resource.withGracePeriod(0).delete();
    }
  }

  private static PodStatus status(String phase, Pod pod, ContainerStateBuilder state) {
    return new PodStatusBuilder()
        .withPhase(phase)
        .withContainerStatuses(
            new ContainerStatusBuilder()
                .withName(container(pod).getName())
                .withImage(container(pod).getImage())
                .withReady(phase.equals("Running"))
                .withState(state.build())
                .build())
        .build();
  }

  private void status(Pod pod, PodStatus status) {
    edit(pod, p -> p.setStatus(status));
  }

  /** Changes it, unless it is gone; once more where somebody else changed it meanwhile. */
  void edit(Pod pod, Consumer<Pod> change) {
    var resource =
        client
            .pods()
            .inNamespace(pod.getMetadata().getNamespace())
            .withName(pod.getMetadata().getName());
    while (resource.get() != null) {
      try {
        resource.edit(
            current -> {
              change.accept(current);
              return current;
            });
        return;
      } catch (KubernetesClientException | NullPointerException e) {
        if (!conflict(e) && resource.get() != null) {
          throw e;
        }
      }
    }
  }

  private static boolean conflict(RuntimeException e) {
    return e instanceof KubernetesClientException answer
        && answer.getCode() == HttpURLConnection.HTTP_CONFLICT;
  }

  private static Container container(Pod pod) {
    return pod.getSpec().getContainers().get(0);
  }
}
