package org.paceline.cluster.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** All pods of one submission, and of no other, whatever its name. */
final class JobPods {

  private static final Duration LONGEST = Duration.ofMinutes(3);

  /** What was under way when spark-submit was stopped has come by then. */
  private static final int GLANCES_WITHOUT = 2;

  private final KubernetesClient client;
  private final String namespace;
  private final String submission;
  private final Duration glance;

  JobPods(KubernetesClient client, String namespace, String submission, Duration glance) {
    this.client = client;
    this.namespace = namespace;
    this.submission = submission;
    this.glance = glance;
  }

  /**
   * Deletes the driver, with which goes all that Spark made for the job, and waits until its pods
   * are gone; executors may end what they do first.
   *
   * @return whether they are
   */
  boolean delete() throws InterruptedException {
    int without = 0;
    Stopwatch waiting = new Stopwatch();
    while (without < GLANCES_WITHOUT && !waiting.longerThan(LONGEST)) {
      List<Pod> there = there();
      without = there.isEmpty() ? without + 1 : 0;
      there.stream()
          .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
          .filter(pod -> "driver".equals(pod.getMetadata().getLabels().get("spark-role")))
          .forEach(pod -> client.resource(pod).delete());
      if (without < GLANCES_WITHOUT) {
        TimeUnit.MILLISECONDS.sleep(glance.toMillis());
      }
    }
    return without == GLANCES_WITHOUT;
  }

  private List<Pod> there() {
    return client
        .pods()
        .inNamespace(namespace)
        .withLabel(Submission.ID, submission)
        .list()
        .getItems();
  }
}
