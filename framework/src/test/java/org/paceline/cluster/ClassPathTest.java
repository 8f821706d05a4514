package org.paceline.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.profile.Backend;
import org.paceline.profile.Device;
import org.paceline.testing.Children;

/** What the processes of the cluster have of the class path, and where its classes come from. */
class ClassPathTest {

  private static final String SUBMIT = "org.apache.spark.deploy.SparkSubmit";

  @TempDir private Path folder;

  @BeforeAll
  static void thereIsAnArchive() {
    assumeTrue(Backend.device() == Device.CPU, "of a build for cards there is none");
  }

  @Test
  void aChildTakesTheClassesOfLibrariesFromTheArchiveOfTheBuild() throws IOException {
    ClassPath classes = ClassPath.ofThisProcess();
    assertThat(classes.archive()).as("made by the build, which names it").isPresent();
    assertThat(loaded(classes))
        .anyMatch(line -> line.matches(".* " + SUBMIT + " source: shared objects file \\(top\\)"));
  }

  @Test
  void anArchiveThatDoesNotFitIsLeftAloneInSilence() throws IOException {
    ClassPath classes = ClassPath.ofThisProcess();
    List<String> reversed = new ArrayList<>(classes.entries());
    Collections.reverse(reversed);
    ClassPath other = new ClassPath(new LinkedHashSet<>(reversed), classes.archive());
    assertThat(loaded(other))
        .anyMatch(line -> line.contains(SUBMIT + " source: file:"))
        .noneMatch(line -> line.contains("[warning]"));
  }

  @Test
  void nothingIsTwiceOnItAndTheJarsOfTheArchiveComeFirst() throws IOException {
    ClassPath classes = ClassPath.ofThisProcess();
    String jars = Files.readString(Path.of(classes.archive().orElseThrow() + ".classpath"));
    assertThat(classes.toString()).startsWith(jars.strip() + File.pathSeparator);
    assertThat(classes.entries())
        .containsAll(List.of(System.getProperty("java.class.path").split(File.pathSeparator)));
  }

  /** What the virtual machine of a small command says of the classes that it loads. */
  private List<String> loaded(ClassPath classes) throws IOException {
    Path log = folder.resolve("log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-Xlog:class+load"));
    command.addAll(classes.options());
    command.addAll(List.of(SUBMIT, "--version"));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    Process child = Children.start("spark-submit", builder.redirectOutput(log.toFile()), log);
    assertThat(Children.awaitEnd(child)).isZero();
    return Files.readAllLines(log);
  }
}
