package org.paceline.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.k8s.lab.Lab;
import org.paceline.k8s.lab.Machine;
import org.paceline.testing.TimeLimit;

/** Executors with and without a card in one job, in client and in cluster mode. */
class CardsIT {

  private static final String CARD = "nvidia.com/gpu";

  @TempDir private Path folder;

  @Test
  void everyNodeWithACardGetsOneExecutorWithItAndOthersOneWithout() throws IOException {
    try (Lab lab =
        Cluster.start(
            folder.resolve("lab"),
            new Machine("elsewhere", 0, 1),
            new Machine("gpu-1", 0, 1),
            new Machine("gpu-2", 0, 2),
            new Machine("plain", 0, 0))) {
      Submitted driver = Submitted.sparkSubmit(folder.resolve("log"), client(lab));
      assertThat(driver.exitCode()).as(driver.output() + lab.logs()).isZero();

      JsonNode plan = new ObjectMapper().readTree(folder.resolve("run/plan.json").toFile());
      assertThat(plan.path("workers"))
          .extracting(
              worker -> worker.path("node").asText() + " " + worker.path("cards").path(0).asText())
          .containsExactly("gpu-1 GPU-gpu-1-0", "gpu-2 GPU-gpu-2-0", "plain none");
      assertThat(lab.history()).allSatisfy(CardsIT::isPlacedAsAsked);
      // Spark ends with its executors still being stopped.
      await().atMost(TimeLimit.GENEROUS).until(() -> lab.leftovers().isEmpty());
    }
  }

  @Test
  void submitPutsBothKindsIntoOneJobAndTheDriverOnAProcessor() {
    try (Lab lab =
        Cluster.start(
            folder.resolve("lab"), new Machine("gpu-1", 0, 1), new Machine("head", 0, 0))) {
      List<String> command = Cluster.submit(lab, "--gpus", "1", "--executors", "2");
      command.addAll(List.of("--image", Cluster.CUDA_IMAGE, "--cpu-image", Cluster.IMAGE));
      command.add("profile");
      Submitted submitted = Submitted.paceline(folder.resolve("log"), command);
      assertThat(submitted.exitCode()).as(submitted.output() + lab.logs()).isZero();
      assertThat(submitted.output()).contains("gpu-1", "head");
      assertThat(lab.history("driver"))
          .singleElement()
          .satisfies(pod -> assertThat(image(pod)).isEqualTo(Cluster.IMAGE));
      // One that did not come in time is replaced by another of its kind.
      assertThat(lab.history("executor"))
          .allSatisfy(CardsIT::isPlacedAsAsked)
          .extracting(pod -> pod.getMetadata().getLabels().get("paceline.org/device"))
          .contains("gpu", "cpu");
      assertThat(lab.leftovers()).isEmpty();
    }
  }

  private static String image(Pod pod) {
    return pod.getSpec().getContainers().get(0).getImage();
  }

  private static void isPlacedAsAsked(Pod pod) {
    boolean card = pod.getMetadata().getLabels().get("paceline.org/device").equals("gpu");
    var container = pod.getSpec().getContainers().get(0);
    assertThat(container.getResources().getLimits().containsKey(CARD)).isEqualTo(card);
    assertThat(image(pod)).isEqualTo(card ? Cluster.CUDA_IMAGE : Cluster.IMAGE);
    assertThat(pod.getSpec().getTolerations())
        .filteredOn(toleration -> CARD.equals(toleration.getKey()))
        .hasSize(card ? 1 : 0);
    assertThat(
            pod.getSpec()
                .getAffinity()
                .getPodAntiAffinity()
                .getRequiredDuringSchedulingIgnoredDuringExecution())
        .singleElement()
        .satisfies(
            term -> {
              assertThat(term.getTopologyKey()).isEqualTo("kubernetes.io/hostname");
              assertThat(term.getLabelSelector().getMatchLabels())
                  .containsEntry("spark-role", "executor")
                  .containsKey("spark-app-selector");
            });
    assertThat(Violations.in(Manifest.of(pod))).isEmpty();
  }

  /** In a container every image has its script at one path; here it is looked for in the pod's. */
  private Path discovery() throws IOException {
    Path script = folder.resolve("discovery.sh");
    Files.writeString(
        script, "#!/bin/sh\nexec \"$(dirname \"$SPARK_HOME\")/paceline/discovery.sh\"\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return script;
  }

  /** The driver is this computer's, as that of an analyst who tries something. */
  private List<String> client(Lab lab) throws IOException {
    List<String> command = new ArrayList<>(List.of("--master", "k8s://" + lab.url()));
    command.addAll(List.of("--deploy-mode", "client", "--class", "org.paceline.jobs.Train"));
    command.addAll(List.of("--properties-file", "conf/kubernetes/spark-defaults.conf"));
    for (String setting :
        List.of(
            "spark.kubernetes.authenticate.oauthTokenFile=" + lab.tokenFile("paceline-driver"),
            "spark.driver.host=127.0.0.1",
            "spark.driver.bindAddress=127.0.0.1",
            "spark.kubernetes.container.image=" + Cluster.CUDA_IMAGE,
            "spark.executor.cores=1",
            "spark.executor.resource.gpu.amount=1",
            "spark.executor.resource.gpu.vendor=nvidia.com",
            "spark.executor.resource.gpu.discoveryScript=" + discovery(),
            "spark.task.resource.gpu.amount=1",
            "spark.paceline.kubernetes.nodes=gpu-1,gpu-2,plain",
            "spark.paceline.kubernetes.gpuExecutors=2",
            "spark.paceline.kubernetes.cpuImage=" + Cluster.IMAGE)) {
      command.addAll(Cluster.conf(setting));
    }
    command.add(Path.of("target/image/opt/paceline/paceline-jobs.jar").toAbsolutePath().toString());
    command.addAll(List.of("--model", "lenet", "--epochs", "1", "--limit", "512"));
    command.addAll(List.of("--trial-time", "1"));
    command.addAll(List.of("--output", folder.resolve("run").toString()));
    return command;
  }
}
