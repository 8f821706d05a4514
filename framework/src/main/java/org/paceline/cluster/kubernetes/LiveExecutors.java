package org.paceline.cluster.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import org.apache.spark.deploy.k8s.KubernetesExecutorConf;

/** The executor pods that a job has now. */
final class LiveExecutors {

  private LiveExecutors() {}

  /** How many of a job's executors have a card, or will have one once they are placed. */
  static long withCard(KubernetesExecutorConf conf) {
    try (KubernetesClient client = DriverClient.of(conf.sparkConf())) {
      return of(client, conf.appId()).stream()
          .filter(
              pod ->
                  ExecutorPlacement.GPU.equals(
                      pod.getMetadata().getLabels().get(ExecutorPlacement.DEVICE)))
          .count();
    }
  }

  /** Those that have not ended and are not about to. */
  static List<Pod> of(KubernetesClient client, String application) {
    return client
        .pods()
        .withLabel("spark-app-selector", application)
        .withLabel("spark-role", "executor")
        .list()
        .getItems()
        .stream()
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .filter(pod -> !pod.getStatus().getPhase().matches("Succeeded|Failed"))
        .toList();
  }
}
