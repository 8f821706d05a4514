package org.paceline.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Runs in a child process: when the parent's pipe closes, ends the processes it was told of and
 * deletes the paths it was told of.
 *
 * <p>The parent says {@code pid N} and {@code delete PATH}, a line each. The pipe closes when the
 * parent closes it, exits, crashes or is killed, so one mechanism serves all of these.
 */
final class Janitor {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int ATTEMPTS = 50;

  /** By number and start: a number may be another's by the time it is needed. */
  private final List<ProcessHandle> processes = new ArrayList<>();

  private final List<Path> paths = new ArrayList<>();

  /** Blocks until the parent is done or dead, then cleans up. */
  void serve() throws IOException {
    BufferedReader parent =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = parent.readLine(); line != null; line = parent.readLine()) {
      take(line);
    }
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    processes.forEach(Janitor::end);
    paths.forEach(Janitor::delete);
  }

  private void take(String line) {
    if (line.startsWith("pid ")) {
      ProcessHandle.of(Long.parseLong(line.substring("pid ".length()))).ifPresent(processes::add);
    } else if (line.startsWith("delete ")) {
      paths.add(Path.of(line.substring("delete ".length())));
    }
  }

  private static void end(ProcessHandle process) {
    // onExit goes by the number alone.
    if (!process.isAlive()) {
      return;
    }
    try {
      process.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Deletes a tree, or a control group, whose files cannot be deleted but vanish with it. Processes
   * that were just killed may hold on for a moment, so it tries again for a while.
   */
  static void delete(Path path) {
    for (int attempt = 0; attempt < ATTEMPTS && Files.exists(path); attempt++) {
      try {
        if (path.startsWith("/sys/fs/cgroup")) {
          Files.delete(path);
        } else {
          deleteTree(path);
        }
      } catch (IOException e) {
        pause();
      }
    }
  }

  private static void deleteTree(Path root) throws IOException {
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
