package org.paceline.cluster.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.HttpURLConnection;
import org.paceline.cluster.ClusterException;

/** What to do when the API server does not do what it is asked. */
final class ApiFailure {

  private ApiFailure() {}

  static ClusterException of(KubernetesClientException e, Submission submission) {
    String server = submission.master().substring(Submission.PREFIX.length());
    String advice =
        switch (e.getCode()) {
          case HttpURLConnection.HTTP_UNAUTHORIZED ->
              "the API server %s refuses the token (401): it is wrong or has expired; make a new one, for example by 'kubectl create token paceline-submitter -n %s --duration=24h > FILE', and name its file by --token-file"
                  .formatted(server, submission.namespace());
          case HttpURLConnection.HTTP_FORBIDDEN ->
              "the API server %s forbids it (403): %s; k8s/base/submitter-role.yaml is the role that is needed in namespace %s"
                  .formatted(server, said(e), submission.namespace());
          default ->
              away(e)
                  ? "the API server %s cannot be reached: %s; is the address right, and does 'kubectl --server %s version' answer?"
                      .formatted(server, said(e), server)
                  : "the API server %s says: %s".formatted(server, said(e));
        };
    return new ClusterException(advice, e);
  }

  /** Whether it may be back soon. */
  static boolean away(KubernetesClientException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException) {
        return true;
      }
    }
    return e.getCode() >= HttpURLConnection.HTTP_INTERNAL_ERROR;
  }

  static String said(KubernetesClientException e) {
    if (e.getStatus() != null && e.getStatus().getMessage() != null) {
      return e.getStatus().getMessage();
    }
    Throwable deepest = e;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return String.valueOf(deepest.getMessage());
  }
}
