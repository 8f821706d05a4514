package org.paceline.cluster.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import org.paceline.cluster.ClusterException;

/** Asks an API server again while it does not answer, as when a single control plane is updated. */
final class Silence {

  private final Submission submission;
  private final SubmittedJob.Patience patience;
  private final PrintStream notes;

  Silence(Submission submission, SubmittedJob.Patience patience, PrintStream notes) {
    this.submission = submission;
    this.patience = patience;
    this.notes = notes;
  }

  /**
   * A question to the API server, which may be asked more than once.
   *
   * @param <T> the answer
   */
  @FunctionalInterface
  interface Question<T> {
    T ask() throws InterruptedException;
  }

  void bear(Runnable work) {
    try {
      bear(
          () -> {
            work.run();
            return true;
          });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException("interrupted", e);
    }
  }

  /**
   * Asks until there is an answer, or patience ends.
   *
   * @throws ClusterException with what to do if there is none, or a refusal
   */
  <T> T bear(Question<T> question) throws InterruptedException {
    long end = System.nanoTime() + patience.api().toNanos();
    boolean told = false;
    while (true) {
      try {
        return question.ask();
      } catch (KubernetesClientException e) {
        if (!ApiFailure.away(e) || System.nanoTime() >= end) {
          throw ApiFailure.of(e, submission);
        }
        if (!told) {
          notes.printf(
              "paceline: the API server does not answer (%s); trying for %s s%n",
              ApiFailure.said(e), patience.api().toSeconds());
          told = true;
        }
      }
      TimeUnit.MILLISECONDS.sleep(patience.glance().toMillis());
    }
  }
}
