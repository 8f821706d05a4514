package org.paceline.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.testing.Children;
import org.paceline.testing.FakeDriver;

/** Runs conf/choose-jar.sh on machines with the cards of a driver that is built here. */
@EnabledOnOs(OS.LINUX)
class ChooseJarTest {

  private static final String H200 =
      "{\"GPU-h\", \"NVIDIA H200\", 132, 1980000, 9, 0, 139UL << 30}";
  private static final Path SCRIPT = Path.of("..", "conf", "choose-jar.sh");

  @TempDir private Path folder;
  private Path link;

  @BeforeEach
  void jars() throws IOException {
    Files.createFile(folder.resolve("cpu.jar"));
    Files.createFile(folder.resolve("cuda.jar"));
    link = folder.resolve("paceline-jobs.jar");
  }

  @Test
  void aCapableCardGetsTheCudaBuild() throws Exception {
    FakeDriver.build(folder, 0, FakeDriver.RTX_3090);
    assertThat(run(0, "cpu.jar", "cuda.jar")).contains("capable NVIDIA GeForce RTX 3090");
    assertThat(link.toRealPath()).isEqualTo(folder.resolve("cuda.jar").toRealPath());
  }

  @Test
  void aCardThatIsTooNewFallsBackToTheProcessorAlsoWhereTheLinkExists() throws Exception {
    Files.createSymbolicLink(link, folder.resolve("cuda.jar"));
    FakeDriver.build(folder, 0, H200);
    assertThat(run(0, "cpu.jar", "cuda.jar"))
        .contains("CPU build", "NVIDIA H200 has compute capability 9.0");
    assertThat(link.toRealPath()).isEqualTo(folder.resolve("cpu.jar").toRealPath());
  }

  @Test
  void jarsGivenByRelativePathsAreFoundFromTheLinksFolder() throws Exception {
    Files.createDirectory(folder.resolve("installed"));
    link = folder.resolve("installed/paceline-jobs.jar");
    FakeDriver.build(folder, 0, H200);
    run(0, folder, "cpu.jar", "cuda.jar");
    assertThat(link.toRealPath()).isEqualTo(folder.resolve("cpu.jar").toRealPath());
  }

  @Test
  void aJarIsNotReplacedByALink() throws Exception {
    link = folder.resolve("cpu.jar");
    FakeDriver.build(folder, 0, H200);
    assertThat(run(2, "cpu.jar", "cuda.jar")).contains("is one of the jars");
    assertThat(link).isRegularFile();
  }

  @Test
  void aMissingJarIsNamedAndNothingIsLinked() throws Exception {
    assertThat(run(2, "cpu.jar", "none.jar")).contains("there is no jar " + folder + "/none.jar");
    assertThat(link).doesNotExist();
  }

  private String run(int exitCode, String cpu, String cuda) throws Exception {
    return run(
        exitCode, Path.of("."), folder.resolve(cpu).toString(), folder.resolve(cuda).toString());
  }

  private String run(int exitCode, Path from, String cpu, String cuda) throws Exception {
    Path output = folder.resolve("output.txt");
    List<String> command = List.of(SCRIPT.toAbsolutePath().toString(), cpu, cuda, link.toString());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(from.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("LD_LIBRARY_PATH", folder.toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder
        .environment()
        .put("PACELINE_CLASSPATH", absolute(System.getProperty("java.class.path")));
    Process script = Children.start("a script", builder, output);
    assertThat(Children.awaitEnd(script)).as(Files.readString(output)).isEqualTo(exitCode);
    return Files.readString(output);
  }

  private static String absolute(String classPath) {
    return Arrays.stream(classPath.split(File.pathSeparator))
        .map(place -> Path.of(place).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
