package org.paceline.cluster.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.deploy.k8s.SparkKubernetesClientFactory;
import org.apache.spark.deploy.k8s.SparkKubernetesClientFactory.ClientType$;
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

  private final String id = UUID.randomUUID().toString();
  private final Submission submission;
  private final Patience patience;
  private final PrintStream out;
  private final PrintStream notes;
  private final SparkSubmitProcess sparkSubmit;
  private final Thread hook = new Thread(this::stopped, "paceline-submission-stop");
  private final AtomicBoolean made = new AtomicBoolean();
  private volatile boolean stopping;

  /**
   * How long to wait, for what may never come.
   *
   * @param start for a node that takes the driver
   * @param image for an image that cannot be had: a registry may refuse once and serve the next
   *     time
   * @param api for an API server that does not answer
   * @param glance between two looks at what is waited for
   */
  public record Patience(Duration start, Duration image, Duration api, Duration glance) {}

  /**
   * Prepares a job.
   *
   * @param submission what to run
   * @param patience how long to wait
   * @param out where the driver's log goes
   * @param notes where messages for people go
   */
  public SubmittedJob(
      Submission submission, Patience patience, PrintStream out, PrintStream notes) {
    this.submission = submission.identifiedBy(id);
    this.patience = patience;
    this.out = out;
    this.notes = notes;
    this.sparkSubmit = new SparkSubmitProcess(this.submission);
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
    try (KubernetesClient client = client()) {
      Silence silence = new Silence(submission, patience, notes);
      Preflight preflight = new Preflight(client, submission);
      silence.bear(preflight::check);
      Runtime.getRuntime().addShutdownHook(hook);
      try {
        made.set(true);
        sparkSubmit.run();
        return new DriverPod(client, submission, patience, out, notes).follow();
      } catch (LostSightException e) {
        // Whoever cannot see a job should not end it.
        made.set(false);
        throw new ClusterException(e.getMessage(), e);
      } finally {
        cleanUp();
        if (!stopping) {
          Runtime.getRuntime().removeShutdownHook(hook);
        }
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

  private void stopped() {
    stopping = true;
    notes.println("paceline: stopping; the driver's pod is being deleted");
    cleanUp();
  }

  /** Also for a thread that was interrupted: what it made must go. */
  private void cleanUp() {
    if (!made.compareAndSet(true, false)) {
      return;
    }
    boolean interrupted = Thread.interrupted();
    // A client of its own: that of the run may be in use by the thread that is being stopped.
    try (KubernetesClient client = client()) {
      sparkSubmit.stop();
      Silence silence = new Silence(submission, patience, notes);
      JobPods pods = new JobPods(client, submission.namespace(), id, patience.glance());
      if (!silence.bear(pods::delete)) {
        left("they do not end");
      }
    } catch (ClusterException e) {
      left(e.getMessage());
    } catch (KubernetesClientException e) {
      left(ApiFailure.said(e));
    } catch (InterruptedException e) {
      interrupted = true;
      left("interrupted");
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void left(String why) {
    notes.printf(
        "paceline: pods of %s may be left: %s; 'kubectl -n %s delete pod -l %s=%s' removes them%n",
        submission.run(), why, submission.namespace(), Submission.ID, id);
  }
}
