package org.paceline.k8s.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What the lab's API server does for clients that ask at the same time. */
class ApiDispatcherTest {

  private static final int PODS = 60;
  private static final int THREADS = 8;

  @Test
  void podsThatEndWhileTheyAreDeletedAreGone() throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try (ApiServer server = new ApiServer(new Access(List.of()), uid -> "");
        KubernetesClient client = server.system()) {
      PodReports reports = new PodReports(client);
      List<Future<?>> both = new ArrayList<>();
      for (int i = 0; i < PODS; i++) {
        Pod pod = client.resource(pod("pod-" + i)).create();
        reports.started(pod, "127.0.0.1");
        both.add(threads.submit(() -> reports.ended(pod, 0, "Completed")));
        both.add(threads.submit(() -> client.resource(pod).delete()));
      }
      for (Future<?> one : both) {
        one.get();
      }
      assertThat(client.pods().inNamespace(Lab.NAMESPACE).list().getItems())
          .extracting(pod -> pod.getMetadata().getName())
          .isEmpty();
    } finally {
      threads.shutdownNow();
    }
  }

  private static Pod pod(String name) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(Lab.NAMESPACE)
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .withName("only")
        .withImage("none")
        .endContainer()
        .endSpec()
        .build();
  }
}
