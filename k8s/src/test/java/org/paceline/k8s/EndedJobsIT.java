package org.paceline.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.k8s.lab.Access;
import org.paceline.k8s.lab.Lab;
import org.paceline.k8s.lab.Machine;
import org.paceline.testing.TimeLimit;

/** How jobs end that fail or are stopped, and what they leave. */
class EndedJobsIT {

  private static final int BAD_DATA = 3;
  private static final int CLUSTER_FAILED = 4;
  private static final int INTERRUPTED = 130;

  @TempDir private static Path folder;
  private static Lab lab;

  @BeforeAll
  static void startCluster() {
    lab =
        Cluster.start(folder.resolve("lab"), new Machine("plain", 0, 0), new Machine("head", 0, 0));
  }

  @AfterAll
  static void stopCluster() {
    lab.close();
  }

  @Test
  void aDriverThatFailsGivesItsExitCodeAndMessage() {
    List<String> command = Cluster.submit(lab, "--executors", "1", "train", "--data");
    command.add("cifar10:/shared/nothing");
    Submitted submitted = Submitted.paceline(folder.resolve("failing"), command);
    assertThat(submitted.exitCode()).as(submitted.output()).isEqualTo(BAD_DATA);
    assertThat(submitted.output()).contains("paceline: ").contains("nothing");
    assertThat(lab.leftovers()).isEmpty();
  }

  /** So nobody should judge a job by the exit code of Spark's own command. */
  @Test
  void sparksOwnCommandSucceedsWhereItsDriverFails() {
    List<String> command =
        Cluster.sparkSubmit(lab, "org.paceline.jobs.Train", "--data", "cifar10:/shared/nothing");
    Submitted submitted = Submitted.sparkSubmit(folder.resolve("spark"), command);
    assertThat(submitted.exitCode()).as(submitted.output()).isZero();
    Pod driver = lab.pods("driver").get(0);
    assertThat(driver.getStatus().getPhase()).as(submitted.output()).isEqualTo("Failed");
    assertThat(lab.access().used(Access.serviceAccount(Lab.NAMESPACE, "paceline-submitter")))
        .contains("watch pods");
    lab.client().resource(driver).delete();
    await("what is left goes with the driver's pod")
        .atMost(TimeLimit.GENEROUS)
        .untilAsserted(() -> assertThat(lab.leftovers()).isEmpty());
  }

  @Test
  void anExecutorThatIsKilledIsReplacedAndCtrlCEndsAllAndLeavesNothing() throws IOException {
    Submitted submitted = start("stopped", 2);
    until(submitted, "epoch +1 +round ");
    Pod killed = lab.pods("executor").get(0);
    lab.kill(killed);
    String id = killed.getMetadata().getLabels().get("spark-exec-id");
    until(submitted, "executor %s on %s is lost".formatted(id, killed.getSpec().getNodeName()));
    until(submitted, "executor [0-9]+ on \\S+ joins with ");
    new ProcessBuilder("kill", "-INT", String.valueOf(submitted.process().pid())).start();
    assertThat(submitted.exitCode()).as(submitted.output()).isEqualTo(INTERRUPTED);
    // Before that it may say much of the executor that was killed.
    String stopping = "paceline: stopping; the driver's pod is being deleted";
    assertThat(submitted.output()).contains(stopping);
    assertThat(submitted.output().substring(submitted.output().indexOf(stopping)))
        .doesNotContain("Shutdown in progress", "Exception");
    assertThat(lab.leftovers()).isEmpty();
  }

  @Test
  @Tag("chaos")
  @Tag("slow")
  void aDriverThatRunsOutOfMemoryIsToldWithAdvice() {
    Submitted submitted = start("killed", 1);
    lab.runOutOfMemory(lab.pods("driver").get(0));
    assertThat(submitted.exitCode()).as(submitted.output()).isEqualTo(CLUSTER_FAILED);
    assertThat(submitted.output())
        .contains("the driver was killed (OOMKilled)", "spark.driver.memoryOverhead=2g");
    assertThat(lab.leftovers()).isEmpty();
  }

  /** A long training, in which rounds have begun. */
  private static Submitted start(String name, int executors) {
    List<String> command = Cluster.submit(lab, "--name", name);
    command.addAll(List.of("--executors", String.valueOf(executors)));
    command.addAll(List.of("train", "--model", "lenet", "--epochs", "999", "--trial-time", "1"));
    Submitted submitted = Submitted.paceline(folder.resolve(name), command);
    until(submitted, executors + " executors are here");
    assertThat(lab.pods("executor")).isNotEmpty();
    return submitted;
  }

  private static void until(Submitted submitted, String said) {
    Pattern pattern = Pattern.compile(said);
    await(said)
        .atMost(TimeLimit.GENEROUS)
        .failFast(() -> assertThat(submitted.process().isAlive()).as(submitted.output()).isTrue())
        .until(() -> pattern.matcher(submitted.output()).find());
  }
}
