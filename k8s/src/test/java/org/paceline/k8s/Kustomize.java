package org.paceline.k8s;

import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.paceline.testing.Children;

/** Renders the manifests as {@code kubectl apply -k} would. */
final class Kustomize {

  private static final Path POD_TEMPLATES = Path.of("../conf/kubernetes");

  private Kustomize() {}

  static List<String> folders() {
    return Stream.concat(Stream.of("base"), list(Path.of("overlays")).map(Path::toString)).toList();
  }

  /** Objects of a folder of this module; without kubectl the test that asks is skipped. */
  static List<JsonNode> objects(String folder) {
    assumeThat(kubectlIsOnThePath())
        .as("kubectl is not on the PATH, so the manifests cannot be rendered")
        .isTrue();
    return Manifest.read(render(Path.of(folder)));
  }

  static List<Path> podTemplates() {
    return list(POD_TEMPLATES).filter(file -> file.toString().endsWith("-pod.yaml")).toList();
  }

  private static Stream<Path> list(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean kubectlIsOnThePath() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl")));
  }

  private static String render(Path folder) {
    try {
      // Not by pipe: a full one that nobody reads would stop kubectl.
      Path rendered = Files.createTempFile("kustomize", ".yaml");
      Path complaints = Files.createTempFile("kustomize", ".log");
      try {
        ProcessBuilder builder =
            new ProcessBuilder("kubectl", "kustomize", folder.toString())
                .redirectOutput(rendered.toFile())
                .redirectError(complaints.toFile());
        if (Children.awaitEnd(Children.start("kubectl", builder, complaints)) != 0) {
          throw new AssertionError(
              "kubectl kustomize " + folder + " failed: " + Files.readString(complaints));
        }
        return Files.readString(rendered);
      } finally {
        Files.deleteIfExists(rendered);
        Files.deleteIfExists(complaints);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
