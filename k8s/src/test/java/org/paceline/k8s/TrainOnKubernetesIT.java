package org.paceline.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.jobs.CifarFolder;
import org.paceline.k8s.lab.Access;
import org.paceline.k8s.lab.Lab;
import org.paceline.k8s.lab.Machine;

/** The training job as a whole, in cluster mode, on three unequal nodes. */
class TrainOnKubernetesIT {

  private static final List<String> TRAINING =
      List.of(
          "--model",
          "lenet",
          "--batch-size",
          "8",
          "--epochs",
          "2",
          "--seed",
          "7",
          "--trial-time",
          "1");

  @TempDir private Path folder;

  @Test
  void theModelIsTheOneOfTheEmbeddedClusterForTheSameQuotas() throws IOException {
    Path data = CifarFolder.write(folder.resolve("cifar"), 480, 64);
    JsonNode embedded = trainEmbedded(data);
    try (Lab lab =
        Cluster.start(
            folder.resolve("lab"),
            new Machine("fast", 0.8, 0),
            new Machine("half", 0.4, 0),
            new Machine("slow", 0.3, 0),
            new Machine("head", 0, 0))) {
      copy(data, lab.shared().resolve("data"));
      Files.copy(folder.resolve("embedded/plan.json"), lab.shared().resolve("plan.json"));
      Submitted submitted = submit(lab);
      assertThat(submitted.exitCode()).as(submitted.output()).isZero();
      assertThat(submitted.output())
          .contains("paceline: pod first-driver runs on node head", "examples/s", "Efficiency η");

      Path run = lab.shared().resolve("runs/first");
      JsonNode result = json(run.resolve("result.json"));
      assertThat(result.path("parametersHash")).isEqualTo(embedded.path("parametersHash"));
      assertThat(run.resolve("model.zip")).exists();
      placedAsAsked(json(run.resolve("plan.json")), lab);
      keepsThePolicies(lab);
      assertThat(lab.leftovers()).isEmpty();
      rightsAreEnoughAndLeast(lab);
    }
  }

  private JsonNode trainEmbedded(Path data) throws IOException {
    List<String> arguments = new ArrayList<>(TRAINING);
    arguments.addAll(List.of("--workers", "1,1,1", "--split", "4:2:1"));
    arguments.addAll(List.of("--data", "cifar10:" + data));
    arguments.addAll(List.of("--output", folder.resolve("embedded").toString()));
    arguments.add(0, "train");
    Submitted embedded = Submitted.paceline(folder.resolve("embedded.log"), arguments);
    assertThat(embedded.exitCode()).as(embedded.output()).isZero();
    return json(folder.resolve("embedded/result.json"));
  }

  private Submitted submit(Lab lab) {
    List<String> command = Cluster.submit(lab, "--nodes", "fast,half,slow", "--name", "first");
    command.add("train");
    command.addAll(TRAINING);
    command.addAll(List.of("--split", "/shared/plan.json", "--data", "cifar10:/shared/data"));
    command.addAll(List.of("--output", "/shared/runs/first"));
    return Submitted.paceline(folder.resolve("log"), command);
  }

  private static void placedAsAsked(JsonNode plan, Lab lab) {
    assertThat(plan.path("workers"))
        .extracting(worker -> worker.path("node").asText())
        .containsExactly("fast", "half", "slow");
    assertThat(lab.history("executor"))
        .extracting(pod -> pod.getMetadata().getName())
        .containsAll(plan.path("workers").findValuesAsText("pod"));
  }

  private static void keepsThePolicies(Lab lab) {
    assertThat(lab.history("driver")).hasSize(1);
    assertThat(lab.history())
        .allSatisfy(pod -> assertThat(Violations.in(Manifest.of(pod))).isEmpty())
        .allSatisfy(
            pod ->
                assertThat(pod.getSpec().getVolumes())
                    .filteredOn(volume -> volume.getPersistentVolumeClaim() != null)
                    .extracting(volume -> volume.getPersistentVolumeClaim().getClaimName())
                    .containsExactly("paceline-shared"));
  }

  /** What a run of success does not need is needed where something fails, as its comment says. */
  private static void rightsAreEnoughAndLeast(Lab lab) {
    rights(lab, "paceline-driver", List.of("delete pods", "list resourcequotas"));
    rights(
        lab, "paceline-submitter", List.of("delete configmaps", "delete services", "watch pods"));
    rights(lab, "paceline-executor", List.of());
  }

  private static void rights(Lab lab, String account, List<String> forFailures) {
    String user = Access.serviceAccount(Lab.NAMESPACE, account);
    Set<String> granted = lab.access().granted(user, Lab.NAMESPACE);
    Set<String> used = lab.access().used(user);
    assertThat(granted).as(account + " has what it asked for").containsAll(used);
    assertThat(granted)
        .as(account + " has nothing else")
        .allMatch(right -> used.contains(right) || forFailures.contains(right));
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (var files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }
}
