package org.paceline.cluster.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkConf;

/** Finds out, in a driver on Kubernetes, why executors do not come. */
public final class MissingExecutors {

  private MissingExecutors() {}

  /**
   * What keeps executors from starting: no node for a pod, an image that cannot be had, a quota.
   *
   * @param conf the application's configuration
   * @param application its id
   * @return a sentence for people, or empty where there is no Kubernetes or nothing is known
   */
  public static Optional<String> why(SparkConf conf, String application) {
    if (!conf.get("spark.master", "").startsWith(Submission.PREFIX)) {
      return Optional.empty();
    }
    try (KubernetesClient client = DriverClient.of(conf)) {
      List<Pod> waiting = LiveExecutors.of(client, application);
      return first(waiting.stream().map(PodTrouble::fatal).toList())
          .or(
              () ->
                  first(waiting.stream().map(PodTrouble::unplaced).toList())
                      .map(MissingExecutors::advise))
          .or(
              () ->
                  QuotaRoom.shortage(
                      client,
                      conf.get("spark.kubernetes.namespace", "default"),
                      new JobDemand(conf).executor()));
    } catch (KubernetesClientException e) {
      return Optional.of("the API server does not tell why: " + ApiFailure.said(e));
    }
  }

  private static String advise(String unplaced) {
    return unplaced
        + " Ask for less (spark.executor.cores, spark.executor.memory, spark.executor.memoryOverhead),"
        + " for fewer executors, or for other nodes (spark.paceline.kubernetes.nodes)";
  }

  private static Optional<String> first(List<Optional<String>> troubles) {
    return troubles.stream().flatMap(Optional::stream).findFirst();
  }
}
