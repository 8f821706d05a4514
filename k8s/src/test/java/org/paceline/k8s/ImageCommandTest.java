package org.paceline.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.testing.Children;
import org.paceline.testing.TimeLimit;

/** What {@code bin/paceline image} makes, refuses and leaves behind. */
@EnabledOnOs(OS.LINUX)
class ImageCommandTest {

  @TempDir private Path folder;
  private ImageCommand image;

  @BeforeEach
  void maven() throws IOException {
    image = ImageCommand.in(folder);
  }

  @Test
  void theFolderHasTheFilesAndTheOutputSaysWhatToDoWithThem() throws Exception {
    Script script = image.run("context");
    assertThat(script.exitCode()).as(script.output()).isZero();
    assertThat(names(folder.resolve("context"))).containsExactly("Dockerfile", "opt");
    Path jar = folder.resolve("context/opt/paceline/paceline-jobs.jar");
    assertThat(jar).content().contains("-pl k8s -am", "package").doesNotContain("-Pcuda");
    assertThat(script.output())
        .contains("docker build -t docker.io/library/paceline:0.1.0-cpu " + folder)
        .contains("docker save docker.io/library/paceline:0.1.0-cpu | k3s ctr images import -");
    assertThat(names(folder)).containsExactly("bin", "context");
  }

  @Test
  void theVariantForCardsIsBuiltByItsProfile() throws Exception {
    Script script = image.run("--variant", "cuda", "context");
    assertThat(folder.resolve("context/opt/paceline/paceline-jobs.jar"))
        .content()
        .contains("-Pcuda");
    assertThat(folder.resolve("context/Dockerfile")).content().contains("FROM base-cuda\n");
    assertThat(script.output()).contains("paceline:0.1.0-cuda");
  }

  @Test
  void theContainersUserCanReadWhateverTheUmask() throws Exception {
    image.maven("chmod -R go= \"$image\"; chmod u+x \"$image/opt/paceline/paceline-jobs.jar\"");
    image.run("context");
    Path jar = folder.resolve("context/opt/paceline/paceline-jobs.jar");
    for (Path path : List.of(jar, jar.getParent(), folder.resolve("context"))) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
          .as(path.toString())
          .isEqualTo("rwxr-xr-x");
    }
  }

  @Test
  void wrongArgumentsAreRefusedWithTheRuleAndTheValue() throws Exception {
    Files.createDirectory(folder.resolve("there"));
    refused("DIR must not exist yet: 'there'", "there");
    refused("--variant must be cpu or cuda, not 'tpu'", "--variant", "tpu", "context");
    refused("--variant must be cpu or cuda, not ''", "--variant=", "context");
    refused("--variant must be cpu or cuda, and is missing", "--variant");
    refused("needs the DIR to make");
    refused("takes one DIR, not 'one' and 'two'", "one", "two");
    refused("knows --variant only, not --tag", "--tag", "x", "context");
    refused("the folder in which DIR is made must exist: 'no'", "no/context");
    assertThat(names(folder)).containsExactly("bin", "there");
  }

  private void refused(String message, String... arguments) throws Exception {
    Script script = image.run(arguments);
    assertThat(script.output()).startsWith("paceline image: " + message);
    assertThat(script.exitCode()).as(message).isEqualTo(2);
  }

  @Test
  void aBuildThatFailsShowsItsLogAndLeavesNothing() throws Exception {
    image.maven("echo '[ERROR] no network'; exit 1");
    Script script = image.run("context");
    assertThat(script.exitCode()).isEqualTo(1);
    assertThat(script.output()).contains("[ERROR] no network", "the build failed");
    assertThat(names(folder)).containsExactly("bin");
  }

  @Test
  void oneThatIsStoppedLeavesNothing() throws Exception {
    image.maven("touch \"$(dirname \"$0\")/built\"; sleep 60");
    List<String> line = ImageCommand.line("context");
    Path log = folder.resolve("log");
    Process process = Script.start(folder, image.environment(), log, line);
    await().atMost(TimeLimit.GENEROUS).until(() -> Files.exists(folder.resolve("bin/built")));
    // As Ctrl-C: to all processes of the command.
    Script.run(folder, image.environment(), List.of("sh", "-c", "kill -TERM -" + process.pid()));
    assertThat(Children.awaitEnd(process)).isEqualTo(143);
    assertThat(names(folder)).containsExactly("bin", "log");
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
