package org.paceline.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A child JVM of the embedded cluster, seen from its parent. */
final class ChildProcess {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final String name;
  private final Process process;
  private final Path log;
  private final Writer pipe;
  private volatile String address;

  private ChildProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
    this.pipe = process.outputWriter(StandardCharsets.UTF_8);
  }

  /** Starts it and does not wait for it: several come up in the time of one. */
  static ChildProcess start(
      Workspace workspace, String name, List<String> arguments, Map<String, String> environment)
      throws IOException {
    List<String> command = new ArrayList<>(workspace.java());
    command.add(ChildMain.class.getName());
    command.addAll(arguments);
    Path log = workspace.log(name);
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
    builder.environment().putAll(workspace.environment());
    builder.environment().putAll(environment);
    return new ChildProcess(name, builder.start(), log);
  }

  /**
   * Waits until it listens.
   *
   * @throws ClusterException with the last that it said if it ended instead
   */
  ChildProcess ready() throws IOException {
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    address = output.readLine();
    if (address == null) {
      close();
      throw new ClusterException(
          "the %s of the embedded cluster did not start: %s".formatted(name, Workspace.tail(log)));
    }
    return this;
  }

  /** The address on which the child listens once it is ready, a {@code spark://} URL. */
  String address() {
    return address;
  }

  long pid() {
    return process.pid();
  }

  void say(String line) {
    try {
      pipe.write(line + "\n");
      pipe.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "a process of the embedded cluster has ended: pid " + pid(), e);
    }
  }

  /** Lets go of the child and waits until it has cleaned up and gone. */
  void close() {
    if (address == null) {
      // It has nothing to clean up yet, and may never come to hear that it should.
      process.destroyForcibly();
    }
    try {
      pipe.close();
    } catch (IOException e) {
      process.destroyForcibly();
    }
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
