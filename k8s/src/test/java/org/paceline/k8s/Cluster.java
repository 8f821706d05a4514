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
import org.paceline.k8s.lab.Ground;
import org.paceline.k8s.lab.Lab;
import org.paceline.k8s.lab.Machine;

/** Paceline's manifests and images on a cluster on this computer. */
final class Cluster {

  static final String IMAGE = "paceline:0.1.0-cpu";
  static final String CUDA_IMAGE = "paceline:0.1.0-cuda";

  private static final Path ROOT = Path.of("target", "image").toAbsolutePath();

  private Cluster() {}

  static Lab start(Path folder, Machine... machines) {
    try {
      return new Lab(
          folder, Map.of(IMAGE, ROOT, CUDA_IMAGE, cuda()), manifests(), List.of(machines));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The image for cards with the jar for processors: no card is needed to run it. */
  private static Path cuda() throws IOException {
    // Not in a test's own folder: JUnit warns of every link in it that leads out.
    String process = String.valueOf(ProcessHandle.current().pid());
    Path root = Path.of("target", "lab-cuda", process).toAbsolutePath();
    Files.createDirectories(root.resolve("opt/paceline"));
    String jar = "paceline/paceline-jobs.jar";
    for (String same : List.of("spark", "entrypoint.sh", "decom.sh", "paceline/conf", jar)) {
      link(root.resolve("opt").resolve(same), ROOT.resolve("opt").resolve(same));
    }
    String discovery = "opt/paceline/discovery.sh";
    link(root.resolve(discovery), Path.of("src/variant-cuda", discovery).toAbsolutePath());
    return root;
  }

  private static void link(Path link, Path target) throws IOException {
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, target);
  }

  /** The base without kustomize, which only gathers it. */
  private static List<HasMetadata> manifests() throws IOException {
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
    }
    return found;
  }

  /** The command line of {@code paceline submit} for this cluster, with more after it. */
  static List<String> submit(Lab lab, String... more) {
    List<String> command = new ArrayList<>(List.of("submit", "--master", "k8s://" + lab.url()));
    command.addAll(List.of("--token-file", lab.tokenFile("paceline-submitter").toString()));
    command.addAll(settings(lab));
    command.addAll(List.of("--poll-interval", "0.1"));
    command.addAll(Arrays.asList(more));
    return command;
  }

  /** The command line of Spark's own spark-submit in cluster mode. */
  static List<String> sparkSubmit(Lab lab, String mainClass, String... arguments) {
    List<String> command = new ArrayList<>(List.of("--master", "k8s://" + lab.url()));
    command.addAll(List.of("--deploy-mode", "cluster", "--class", mainClass));
    command.addAll(List.of("--properties-file", "conf/kubernetes/spark-defaults.conf"));
    String token = "spark.kubernetes.authenticate.submission.oauthTokenFile=";
    command.addAll(conf(token + lab.tokenFile("paceline-submitter")));
    command.addAll(settings(lab));
    command.add("local:///opt/paceline/paceline-jobs.jar");
    command.addAll(Arrays.asList(arguments));
    return command;
  }

  private static List<String> settings(Lab lab) {
    List<String> settings = new ArrayList<>();
    settings.addAll(conf("spark.kubernetes.driver.master=" + lab.url()));
    settings.addAll(conf("spark.executor.cores=1"));
    Ground.kernels()
        .forEach(
            (name, value) -> {
              settings.addAll(conf("spark.executorEnv." + name + "=" + value));
              settings.addAll(conf("spark.kubernetes.driverEnv." + name + "=" + value));
            });
    // The driver would take time from an executor on the same node.
    settings.addAll(conf("spark.kubernetes.driver.node.selector.kubernetes.io/hostname=head"));
    return settings;
  }

  static List<String> conf(String setting) {
    return List.of("--conf", setting);
  }
}
