package org.paceline.k8s;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.paceline.k8s.lab.Lab;
import org.paceline.k8s.lab.Machine;

/** Paceline's manifests and image on a cluster on this computer. */
final class Cluster {

  static final String IMAGE = "paceline:0.1.0-cpu";
  static final String CUDA_IMAGE = "paceline:0.1.0-cuda";

  /** No card is needed to run it: the variants differ in what Spark is told of cards only. */
  private static final Path ROOT = Path.of("target", "image").toAbsolutePath();

  private Cluster() {}

  static Lab start(Path folder, Machine... machines) {
    return new Lab(folder, Map.of(IMAGE, ROOT, CUDA_IMAGE, ROOT), manifests(), List.of(machines));
  }

  /** The base without kustomize, which only gathers it. */
  private static List<HasMetadata> manifests() {
    List<HasMetadata> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of("base"));
        var client = new KubernetesClientBuilder().build()) {
      for (Path file : files.sorted().toList()) {
        if (!file.endsWith("kustomization.yaml")) {
          try (var in = Files.newInputStream(file)) {
            found.addAll(client.load(in).items());
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  /** The command line of {@code paceline submit} for this cluster, with more after it. */
  static List<String> submit(Lab lab, String... more) {
    List<String> command = new ArrayList<>(List.of("submit", "--master", "k8s://" + lab.url()));
    command.addAll(List.of("--token-file", lab.tokenFile("paceline-submitter").toString()));
    command.addAll(conf("spark.kubernetes.driver.master=" + lab.url()));
    command.addAll(conf("spark.executor.cores=1"));
    // The driver would take time from an executor on the same node.
    command.addAll(conf("spark.kubernetes.driver.node.selector.kubernetes.io/hostname=head"));
    command.addAll(Arrays.asList(more));
    return command;
  }

  private static List<String> conf(String setting) {
    return List.of("--conf", setting);
  }
}
