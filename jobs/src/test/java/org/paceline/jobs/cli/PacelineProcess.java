package org.paceline.jobs.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.stream.Stream;

/** {@code bin/paceline} as a process, and the lines that it wrote. */
final class PacelineProcess implements AutoCloseable {

  private static final Path COMMAND = Path.of("..", "bin", "paceline").toAbsolutePath().normalize();
  private static final long PATIENCE_SECONDS = 60;

  private final Process process;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Thread reader;

  private PacelineProcess(Process process) {
    this.process = process;
    reader = new Thread(this::read, "output-of-" + process.pid());
    reader.start();
  }

  static PacelineProcess start(Map<String, String> environment, String... arguments) {
    return start(
        Path.of("").toAbsolutePath(),
        environment,
        Stream.concat(Stream.of(COMMAND.toString()), Stream.of(arguments)).toList());
  }

  /** Starts what is typed in a folder, of which {@code bin/paceline} is the first word. */
  static PacelineProcess typed(Path folder, Map<String, String> environment, String line) {
    String command =
        line.replaceFirst("^bin/paceline(?= |$)", Matcher.quoteReplacement(COMMAND.toString()));
    return start(folder, environment, List.of("/bin/sh", "-c", "exec " + command));
  }

  private static PacelineProcess start(
      Path folder, Map<String, String> environment, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("PACELINE_"));
    builder.environment().putAll(environment);
    try {
      return new PacelineProcess(builder.redirectErrorStream(true).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read() {
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      reader.lines().forEach(lines::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> lines() {
    return lines;
  }

  /** Tells it to end, as a service manager does, and waits. */
  int terminate() {
    // Process.destroy would close the output with what is still in it.
    process.toHandle().destroy();
    return exitCode();
  }

  int exitCode() {
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("it does not end; it wrote " + lines);
      }
      reader.join();
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.toHandle().destroyForcibly();
    exitCode();
  }
}
