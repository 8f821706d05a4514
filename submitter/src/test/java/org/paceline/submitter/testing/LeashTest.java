package org.paceline.submitter.testing;

import static org.paceline.submitter.testing.Waiting.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever ends the tests ends what they have started. */
class LeashTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "KILL"})
  void childrenGoWithTheProcessThatStartedThem(String signal) throws IOException {
    String log = folder.resolve("child").toString();
    try (Child starter =
        Child.java(folder.resolve("log"), Map.of(), LeashTest.class.getName(), log)) {
      long pid = Long.parseLong(starter.says("^it has started (\\d+)$"));
      ProcessHandle child = ProcessHandle.of(pid).orElseThrow();
      new ProcessBuilder("kill", "-s", signal, String.valueOf(starter.pid())).start();
      await().until(() -> !child.isAlive());
    }
  }

  /** With an argument it starts a process without one, and both stay. */
  @SuppressWarnings("SystemOut")
  public static void main(String[] args) throws InterruptedException {
    if (args.length > 0) {
      Child child = Child.java(Path.of(args[0]), Map.of(), LeashTest.class.getName());
      System.out.println("it has started " + child.pid());
    }
    Thread.currentThread().join();
  }
}
