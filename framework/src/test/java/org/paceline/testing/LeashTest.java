package org.paceline.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever ends the tests ends what they have started. */
@EnabledOnOs(OS.LINUX)
class LeashTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "KILL"})
  void childrenAndTheirChildrenGoWithTheProcessThatStartedThem(String signal) throws IOException {
    Path log = folder.resolve("log");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Starter.class.getName(),
                folder.toString())
            .redirectError(log.toFile());
    Process starter = Children.start("a process with children", builder, log);
    BufferedReader said = starter.inputReader(StandardCharsets.UTF_8);
    ProcessHandle child = ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow();
    await().atMost(TimeLimit.GENEROUS).until(() -> child.children().count() == 1);
    List<ProcessHandle> both = Stream.concat(Stream.of(child), child.children()).toList();
    new ProcessBuilder("kill", "-s", signal, String.valueOf(starter.pid())).start();
    await()
        .atMost(TimeLimit.GENEROUS)
        .untilAsserted(() -> assertThat(both).noneMatch(ProcessHandle::isAlive));
  }

  /** Starts a shell that has a child of its own and waits for it. */
  static final class Starter {

    private Starter() {}

    public static void main(String[] args) throws InterruptedException {
      ProcessBuilder shell = new ProcessBuilder("sh", "-c", "sleep 1000 & wait");
      Path log = Path.of(args[0], "shell.log");
      System.out.println(Children.start("a shell", shell.redirectOutput(log.toFile()), log).pid());
      Thread.currentThread().join();
    }
  }
}
