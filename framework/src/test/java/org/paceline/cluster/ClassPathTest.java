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
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.profile.Backend;
import org.paceline.profile.Device;
import org.paceline.testing.Children;

/** What the processes of the cluster have of the class path, and where its classes come from. */
class ClassPathTest {

  private static final String SUBMIT = "org.apache.spark.deploy.SparkSubmit";

  @TempDir private Path folder;

  @Test
  void aChildTakesTheClassesOfLibrariesFromTheArchiveOfTheBuild() throws IOException {
    ClassPath classes = withAnArchive();
    assertThat(loaded(classes))
        .anyMatch(line -> line.matches(".* " + SUBMIT + " source: shared objects file \\(top\\)"));
  }

  @Test
  void anArchiveThatDoesNotFitIsLeftAloneInSilence() throws IOException {
    ClassPath classes = withAnArchive();
    List<String> reversed = new ArrayList<>(classes.entries());
    Collections.reverse(reversed);
    ClassPath other = new ClassPath(new LinkedHashSet<>(reversed), classes.archive());
    assertThat(loaded(other))
        .anyMatch(line -> line.contains(SUBMIT + " source: file:"))
        .noneMatch(line -> line.contains("[warning]"));
  }

  @Test
  void theJarsOfTheArchiveComeFirstAndAllElseInItsOrder() throws IOException {
    Path archive = archive(List.of("/b.jar", "/a.jar"));
    ClassPath classes =
        ClassPath.of(own("/classes", "/a.jar", "/b.jar", "/c.jar"), Optional.of(archive));
    assertThat(classes.toString().split(File.pathSeparator))
        .containsExactly("/b.jar", "/a.jar", "/classes", "/c.jar");
    assertThat(classes.options()).contains("-XX:SharedArchiveFile=" + archive);
  }

  @Test
  void anArchiveOfJarsThatThisProcessDoesNotHaveIsLeftAlone() throws IOException {
    Path archive = archive(List.of("/a.jar", "/b-2.jar"));
    ClassPath classes = ClassPath.of(own("/classes", "/a.jar", "/b-1.jar"), Optional.of(archive));
    assertThat(classes.options()).containsExactly("-cp", classes.toString());
    assertThat(classes.entries()).containsExactly("/classes", "/a.jar", "/b-1.jar");
  }

  private Path archive(List<String> jars) throws IOException {
    Path archive = Files.createFile(folder.resolve("some.jsa"));
    Files.writeString(
        folder.resolve("some.jsa.classpath"), String.join(File.pathSeparator, jars) + "\n");
    return archive;
  }

  private static Set<String> own(String... entries) {
    return new LinkedHashSet<>(List.of(entries));
  }

  /** Builds for cards have none, and an IDE's may not name it. */
  private static ClassPath withAnArchive() {
    assumeTrue(Backend.device() == Device.CPU && System.getProperty("paceline.archive") != null);
    ClassPath classes = ClassPath.ofThisProcess();
    assertThat(classes.archive()).as("framework/target/paceline.jsa.log says why not").isPresent();
    return classes;
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
