package org.paceline.cluster.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.PodResource;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.deploy.k8s.SparkKubernetesClientFactory;
import org.apache.spark.deploy.k8s.SparkKubernetesClientFactory.ClientType$;
import org.apache.spark.launcher.JavaModuleOptions;
import org.paceline.cluster.ClusterException;
import scala.Option;

/**
 * Runs a job in cluster mode, from the checks before it until nothing of it is left in the
 * namespace.
 *
 * <p>spark-submit itself ends with 0 also where the driver fails, and leaves the driver's pod; this
 * ends as the driver ends, and leaves nothing, also after Ctrl-C. Not thread-safe.
 */
public final class SubmittedJob {

  /** With the client's doubling pauses it tries for half a minute. */
  private static final int RETRIES = 8;

  private static final Duration GONE = Duration.ofMinutes(3);
  private static final int LAST_LINES = 12;

  private final Submission submission;
  private final Duration startTimeout;
  private final PrintStream out;
  private final PrintStream notes;
  private final Thread hook = new Thread(this::stopped, "paceline-submission-stop");
  private Process sparkSubmit;
  private boolean made;

  /**
   * Prepares a job.
   *
   * @param submission what to run
   * @param startTimeout how long its driver may wait for a node
   * @param out where the driver's log goes
   * @param notes where messages for people go
   */
  public SubmittedJob(
      Submission submission, Duration startTimeout, PrintStream out, PrintStream notes) {
    this.submission = submission;
    this.startTimeout = startTimeout;
    this.out = out;
    this.notes = notes;
  }

  /**
   * Submits the job and follows it to its end.
   *
   * @return the driver's exit code
   * @throws ClusterException if it cannot be submitted or does not start; the message says what to
   *     do
   * @throws IllegalArgumentException if settings break a rule
   */
  public int run() {
    System.setProperty("kubernetes.request.retry.backoffLimit", String.valueOf(RETRIES));
    try (KubernetesClient client = client()) {
      new Preflight(client, submission).check();
      Runtime.getRuntime().addShutdownHook(hook);
      try {
        submit();
        return new DriverPod(client, submission, startTimeout, out, notes).follow();
      } finally {
        cleanUp();
        Runtime.getRuntime().removeShutdownHook(hook);
      }
    }
  }

  private KubernetesClient client() {
    return SparkKubernetesClientFactory.createKubernetesClient(
        submission.master().substring(Submission.PREFIX.length()),
        Option.apply(submission.namespace()),
        "spark.kubernetes.authenticate.submission",
        ClientType$.MODULE$.Submission(),
        submission.conf(),
        Option.empty());
  }

  private void submit() {
    try {
      Path folder = Files.createTempDirectory("paceline-submit");
      try {
        Path properties = folder.resolve("spark.properties");
        Path log = folder.resolve("log");
        submission.write(properties);
        start(properties, log);
        if (sparkSubmit.waitFor() != 0) {
          throw new ClusterException("the job cannot be submitted: " + complaint(log));
        }
      } finally {
        for (String name : List.of("spark.properties", "log", "")) {
          Files.deleteIfExists(folder.resolve(name));
        }
      }
    } catch (IOException e) {
      throw new ClusterException("spark-submit cannot be started: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException("interrupted");
    }
  }

  private synchronized void start(Path properties, Path log) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(JavaModuleOptions.defaultModuleOptions().split(" +")));
    command.add("-Dkubernetes.request.retry.backoffLimit=" + RETRIES);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("org.apache.spark.deploy.SparkSubmit");
    command.addAll(submission.command(properties));
    made = true;
    sparkSubmit =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  /** What Kubernetes said, or else the last that spark-submit did. */
  private static String complaint(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    return lines.stream()
        .filter(line -> line.contains("Message: "))
        .map(line -> line.replaceFirst(".*?Message: ", "").replaceFirst(" Received status: .*", ""))
        .findFirst()
        .orElseGet(
            () ->
                String.join(
                    System.lineSeparator(),
                    lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size())));
  }

  /** Executors may end what they do first. */
  private static void awaitNone(FilterWatchListDeletable<Pod, PodList, PodResource> pods)
      throws InterruptedException {
    for (long s = 0; !pods.list().getItems().isEmpty() && s < GONE.toSeconds(); s++) {
      TimeUnit.SECONDS.sleep(1);
    }
  }

  private void stopped() {
    notes.println("paceline: stopping; the driver's pod is being deleted");
    cleanUp();
  }

  /** Everything that Spark makes for a job is owned by the driver's pod, and goes with it. */
  private synchronized void cleanUp() {
    if (!made) {
      return;
    }
    made = false;
    // A client of its own: that of the run may be in use by the thread that is being stopped.
    try (KubernetesClient client = client()) {
      if (sparkSubmit != null) {
        sparkSubmit.destroy();
        sparkSubmit.waitFor();
      }
      var pods = client.pods().inNamespace(submission.namespace());
      pods.withName(submission.driverPod()).delete();
      if (!gone(pods.withLabel(Submission.RUN, submission.run()))) {
        left("they do not end within %d s".formatted(GONE.toSeconds()));
      }
    } catch (KubernetesClientException e) {
      left(ApiFailure.said(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Executors may end what they do first. */
  private static boolean gone(FilterWatchListDeletable<Pod, PodList, PodResource> pods)
      throws InterruptedException {
    for (long s = 0; s < GONE.toSeconds(); s++) {
      if (pods.list().getItems().isEmpty()) {
        return true;
      }
      TimeUnit.SECONDS.sleep(1);
    }
    return false;
  }

  private void left(String why) {
    notes.printf(
        "paceline: pods of %s may be left: %s; 'kubectl -n %s delete pod -l %s=%s' removes them%n",
        submission.run(), why, submission.namespace(), Submission.RUN, submission.run());
  }
}
