package org.paceline.cluster.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.ConnectException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApiFailureTest {

  private static final Submission SUBMISSION =
      new Submission(
          "k8s://https://10.0.0.1:6443",
          "run",
          "Main",
          "jar",
          List.of(),
          Map.of("spark.kubernetes.namespace", "team"));

  @Test
  void aTokenThatIsNotTakenIsToBeMadeAnew() {
    KubernetesClientException refusal = answer(401, "Unauthorized");
    assertThat(ApiFailure.of(refusal, SUBMISSION))
        .hasMessage(
            "the API server https://10.0.0.1:6443 refuses the token (401): it is wrong or has expired; make a new one, for example by 'kubectl create token paceline-submitter -n team --duration=24h > FILE', and name its file by --token-file")
        .hasCause(refusal);
    assertThat(ApiFailure.away(refusal)).isFalse();
  }

  @Test
  void whoMayNotLearnsOfTheRoleThatMay() {
    KubernetesClientException refusal = answer(403, "pods is forbidden");
    assertThat(ApiFailure.of(refusal, SUBMISSION))
        .hasMessage(
            "the API server https://10.0.0.1:6443 forbids it (403): pods is forbidden; k8s/base/submitter-role.yaml is the role that is needed in namespace team");
    assertThat(ApiFailure.away(refusal)).isFalse();
  }

  @Test
  void aServerThatDoesNotAnswerMayBeBackSoon() {
    KubernetesClientException silence =
        new KubernetesClientException(
            "operation failed", new RuntimeException(new ConnectException("refused by 10.0.0.1")));
    assertThat(ApiFailure.away(silence)).isTrue();
    assertThat(ApiFailure.of(silence, SUBMISSION))
        .hasMessage(
            "the API server https://10.0.0.1:6443 cannot be reached: refused by 10.0.0.1; is the address right, and does 'kubectl --server https://10.0.0.1:6443 version' answer?");
  }

  @Test
  void aServerInTroubleMayBeBackSoon() {
    assertThat(ApiFailure.away(answer(500, "etcd leader changed"))).isTrue();
    assertThat(ApiFailure.away(answer(503, "apiserver is shutting down"))).isTrue();
  }

  @Test
  void anyOtherRefusalIsPassedOn() {
    KubernetesClientException refusal = answer(422, "name is too long");
    assertThat(ApiFailure.away(refusal)).isFalse();
    assertThat(ApiFailure.of(refusal, SUBMISSION))
        .hasMessage("the API server https://10.0.0.1:6443 says: name is too long");
  }

  private static KubernetesClientException answer(int code, String message) {
    return new KubernetesClientException(
        "Failure executing: GET",
        code,
        new StatusBuilder().withCode(code).withMessage(message).build());
  }
}
