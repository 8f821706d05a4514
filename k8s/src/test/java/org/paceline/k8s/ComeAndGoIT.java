package org.paceline.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.jobs.CifarFolder;
import org.paceline.k8s.lab.Lab;
import org.paceline.k8s.lab.Machine;

/** A training in which a pod is killed, a node drained and the API server away for 20 s. */
class ComeAndGoIT {

  private static final Duration AWAY = Duration.ofSeconds(20);

  @TempDir private Path folder;

  @Test
  void trainingGoesOnExactlyWhileExecutorsAndTheApiServerComeAndGo()
      throws IOException, InterruptedException {
    try (Lab lab =
        Cluster.start(
            folder.resolve("lab"),
            new Machine("a", 0.5, 0),
            new Machine("b", 0.5, 0),
            new Machine("c", 0.5, 0),
            new Machine("head", 0, 0))) {
      CifarFolder.write(lab.shared().resolve("data"), 1920, 64);
      Submitted submitted = submit(lab);
      said(submitted, "round 3/");
      Pod killed = lab.pods("executor").get(0);
      String drained = lab.pods("executor").get(1).getSpec().getNodeName();

      lab.kill(killed);
      said(submitted, "executor \\S+ on " + killed.getSpec().getNodeName() + " is lost");
      said(submitted, "executor 3 on \\S+ joins with \\d+ examples/s");

      lab.drain(drained);
      said(submitted, "executor \\S+ on " + drained + " was asked to leave: its share is dealt");
      said(submitted, "executor 4 on \\S+ joins with \\d+ examples/s");

      lab.disconnect();
      TimeUnit.SECONDS.sleep(AWAY.toSeconds());
      lab.reconnect();

      assertThat(submitted.exitCode()).as(submitted.output()).isZero();
      assertThat(submitted.output())
          .contains("the API server does not answer")
          .doesNotContain("on " + drained + " is lost");
      exact(lab.shared().resolve("runs/through"));
      assertThat(lab.leftovers()).isEmpty();
    }
  }

  private Submitted submit(Lab lab) {
    List<String> command = Cluster.submit(lab, "--executors", "2", "--nodes", "a,b,c");
    command.addAll(List.of("--name", "through"));
    command.addAll(List.of("train", "--model", "lenet", "--batch-size", "8", "--epochs", "45"));
    command.addAll(List.of("--round-batches", "60", "--data", "cifar10:/shared/data"));
    command.addAll(List.of("--output", "/shared/runs/through"));
    return Submitted.paceline(folder.resolve("log"), command);
  }

  private static void said(Submitted submitted, String pattern) {
    await(pattern)
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(200))
        .until(
            () ->
                submitted.output().matches("(?s).*" + pattern + ".*")
                    || !submitted.process().isAlive());
    assertThat(submitted.output()).containsPattern(pattern);
  }

  /** Every example once an epoch, and whoever trained it. */
  private static void exact(Path run) throws IOException {
    ObjectMapper json = new ObjectMapper();
    JsonNode result = json.readTree(run.resolve("result.json").toFile());
    assertThat(result.path("epochsExact")).hasSize(45).allMatch(JsonNode::asBoolean);
    // On a loaded machine the outage may cost one executor more.
    assertThat(result.path("workers"))
        .extracting(worker -> worker.path("executorId").asText())
        .contains("1", "2", "3", "4")
        .hasSizeLessThanOrEqualTo(5);
    AtomicInteger examples = new AtomicInteger();
    result.path("workers").forEach(worker -> examples.addAndGet(worker.path("examples").asInt()));
    assertThat(examples).hasValue(45 * 1920);
    assertThat(json.readTree(run.resolve("plan.json").toFile()).path("workers"))
        .extracting(worker -> worker.path("node").asText())
        .containsExactlyInAnyOrder("a", "b", "c");
  }
}
