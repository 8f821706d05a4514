package org.paceline.cluster.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionTest {

  private static final String MASTER = "k8s://https://127.0.0.1:6443";

  @ParameterizedTest
  @ValueSource(
      strings = {"local[2]", "https://127.0.0.1:6443", "k8s://", "k8s://https://", "k8s://1.2.3.4"})
  void anotherMasterThanAnApiServerIsRefused(String master) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> submission(master, "run", Map.of()))
        .withMessage("the master must be k8s://https://HOST:PORT, not '" + master + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1a", "-a", "a-", "Vision", "a.b", "a_b", "a b", "a\n"})
  void aRunsNameThatIsNoDnsLabelIsRefused(String run) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> submission(MASTER, run, Map.of()))
        .withMessage(
            "a run's name must be a DNS label of at most 40 characters, not '" + run + "'");
  }

  @Test
  void aRunsNameHasAtMost40Characters() {
    String longest = "a".repeat(40);
    assertThat(submission(MASTER, longest, Map.of()).driverPod()).isEqualTo(longest + "-driver");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> submission(MASTER, longest + "a", Map.of()))
        .withMessageStartingWith("a run's name must be a DNS label of at most 40 characters");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spark.kubernetes.authenticate.submission.oauthToken",
        "spark.kubernetes.authenticate.driver.oauthToken",
        "spark.kubernetes.authenticate.oauthToken"
      })
  void aTokenInTextIsRefusedWithoutShowingIt(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> submission(MASTER, "run", Map.of(name, "s3cret")))
        .withMessage(
            name
                + " would show the token to others; name a file that holds it by "
                + name
                + "File");
  }

  @Test
  void theFileOfATokenMayBeNamed() {
    String name = "spark.kubernetes.authenticate.submission.oauthTokenFile";
    assertThat(submission(MASTER, "run", Map.of(name, "/token")).properties())
        .containsEntry(name, "/token");
  }

  @Test
  void whatTheRunNeedsIsAdded() {
    Submission submission = submission(MASTER, "run", Map.of("spark.executor.memory", "2g"));
    assertThat(submission.properties())
        .isEqualTo(
            Map.of(
                "spark.executor.memory", "2g",
                "spark.app.name", "run",
                "spark.kubernetes.driver.pod.name", "run-driver",
                "spark.kubernetes.driver.label.paceline.org/run", "run",
                "spark.kubernetes.executor.label.paceline.org/run", "run",
                "spark.kubernetes.submission.waitAppCompletion", "false"));
    assertThat(submission.namespace()).isEqualTo("default");
    assertThat(submission.conf().get("spark.master")).isEqualTo(MASTER);
    assertThat(submission.conf().get("spark.executor.memory")).isEqualTo("2g");
  }

  @Test
  void itsOwnNameAndNamespaceAreKeptButNotAnotherPodsName() {
    Submission submission =
        submission(
            MASTER,
            "run",
            Map.of(
                "spark.app.name", "Vision",
                "spark.kubernetes.namespace", "team",
                "spark.kubernetes.driver.pod.name", "other",
                "spark.kubernetes.submission.waitAppCompletion", "true"));
    assertThat(submission.namespace()).isEqualTo("team");
    assertThat(submission.properties())
        .containsEntry("spark.app.name", "Vision")
        .containsEntry("spark.kubernetes.driver.pod.name", "run-driver")
        .containsEntry("spark.kubernetes.submission.waitAppCompletion", "false");
  }

  private static Submission submission(String master, String run, Map<String, String> properties) {
    return new Submission(master, run, "Main", "local:///jobs.jar", List.of(), properties);
  }
}
