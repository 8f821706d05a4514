package org.paceline.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What can be said of the Dockerfile without building it. */
@EnabledOnOs(OS.LINUX)
class DockerfileTest {

  @TempDir private Path folder;

  @Test
  void baseImagesHaveAVersionAndARegistry() throws IOException {
    List<String> bases = words("FROM").map(words -> words[1]).toList();
    assertThat(bases).hasSize(4).endsWith("base-${VARIANT}");
    assertThat(bases.subList(0, 3))
        .allMatch(
            base -> base.matches("docker\\.io/[a-z/-]+:\\d+\\.\\d+\\.\\d+[a-z0-9_.-]+"),
            "names registry and exact version")
        .noneMatch(base -> base.contains("latest"));
  }

  @Test
  void itRunsAsTheUserThatThePodsName() throws IOException {
    assertThat(words("USER").map(words -> words[1])).containsExactly("185:185");
    assertThat(words("WORKDIR").map(words -> words[1])).containsExactly("/opt/spark/work-dir");
    assertThat(words("ENTRYPOINT").map(words -> words[1]))
        .containsExactly("[\"/opt/entrypoint.sh\"]");
    assertThat(Files.readString(Path.of("Dockerfile")))
        .contains("useradd --system --uid 185 --gid 185 --home-dir /opt/spark/work-dir")
        .contains("install -d -o 185 -g 185 /opt/spark/work-dir");
  }

  @Test
  void theLabelSaysTheProjectsVersion() throws IOException {
    String pom = Files.readString(Path.of("..", "pom.xml"));
    String version = pom.replaceFirst("(?s).*?<version>(.*?)</version>.*", "$1");
    assertThat(lines(Path.of("Dockerfile"))).contains("ARG VERSION=" + version);
  }

  @Test
  void theAssembledFoldersFileDiffersInTheFirstStageAndTheChosenVariantOnly() throws Exception {
    Script script = ImageCommand.in(folder).run("--variant=cuda", "context");
    assertThat(script.exitCode()).as(script.output()).isZero();
    List<String> here = steps(Path.of("Dockerfile"));
    List<String> there = steps(folder.resolve("context/Dockerfile"));
    assertThat(there).startsWith("FROM scratch AS assembled", "COPY opt /image/opt");
    assertThat(lines(folder.resolve("context/Dockerfile")))
        .filteredOn(line -> line.contains("VARIANT"))
        .allMatch(line -> line.startsWith("#"), "is a comment");
    int stage = here.indexOf("RUN /src/bin/paceline image --variant \"cuda\" /image") + 1;
    assertThat(there.subList(2, there.size()))
        .isEqualTo(here.subList(stage, here.size()))
        .hasSizeGreaterThan(15);
  }

  private static List<String> steps(Path file) throws IOException {
    return lines(file).stream()
        .filter(line -> !line.isEmpty() && !line.matches("(#|ARG VARIANT).*"))
        .map(line -> line.replace("${VARIANT}", "cuda").replace("$VARIANT", "cuda"))
        .toList();
  }

  @Test
  void whatIsBuiltOutsideDoesNotComeIn() throws IOException {
    assertThat(lines(Path.of("..", ".dockerignore"))).contains(".git", "**/target", "runs");
  }

  /** The instructions of a kind, as words. */
  private static Stream<String[]> words(String instruction) throws IOException {
    return lines(Path.of("Dockerfile")).stream()
        .filter(line -> line.startsWith(instruction + " "))
        .map(line -> line.split(" +"));
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.readAllLines(file);
  }
}
