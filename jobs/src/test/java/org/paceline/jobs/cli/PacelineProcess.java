package org.paceline.jobs.cli;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.paceline.testing.Children;
import org.paceline.testing.TimeLimit;

/** {@code bin/paceline} as a process, and the lines that it wrote. */
final class PacelineProcess implements AutoCloseable {

  /** Options of a service that ends in a minute. */
  static final String SHORT_LIVED = "-Xmx256m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

  private static final Path COMMAND = Path.of("..", "bin", "paceline").toAbsolutePath().normalize();

  private static final Path LOGS = Path.of("target", "paceline-processes");

  private static final Set<String> OF_JVMS =
      Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  private final Process process;
  private final Path log;

  private PacelineProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  static PacelineProcess start(Map<String, String> environment, String... arguments) {
    return start(
        Path.of("").toAbsolutePath(),
        environment,
        Stream.concat(Stream.of(COMMAND.toString()), Stream.of(arguments)).toList());
  }

  /** Starts what is typed in a folder, of which {@code bin/paceline} is the first word. */
  static PacelineProcess typed(Path folder, Map<String, String> environment, String line) {
    String quoted = Matcher.quoteReplacement("'" + COMMAND + "'");
    String command = line.replaceFirst("^bin/paceline(?= |$)", quoted);
    return start(folder, environment, List.of("/bin/sh", "-c", "exec " + command));
  }

  private static PacelineProcess start(
      Path folder, Map<String, String> environment, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(PacelineProcess::changesIt);
    builder.environment().putAll(environment);
    Path log = log();
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    return new PacelineProcess(Children.start(String.join(" ", command), builder, log), log);
  }

  private static Path log() {
    try {
      return Files.createTempFile(Files.createDirectories(LOGS), "said", ".log").toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean changesIt(String variable) {
    return variable.startsWith("PACELINE_") || OF_JVMS.contains(variable);
  }

  private String written() {
    try {
      return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> lines() {
    return written().lines().toList();
  }

  String said() {
    return String.join("\n", lines());
  }

  /** Waits for some words of it. */
  MatchResult says(Pattern words) {
    return await()
        .atMost(TimeLimit.GENEROUS)
        .until(() -> found(words), Optional::isPresent)
        .orElseThrow();
  }

  /** Only of whole lines: the last may be half written. */
  private Optional<MatchResult> found(Pattern words) {
    boolean ended = !process.isAlive();
    String all = written();
    String lines = all.substring(0, all.lastIndexOf('\n') + 1);
    Optional<MatchResult> found = words.matcher(lines).results().findFirst();
    if (found.isEmpty() && ended) {
      throw new AssertionError("it has ended without '%s': %s".formatted(words, said()));
    }
    return found;
  }

  /** Tells it to end, as a service manager does, and waits. */
  int terminate() {
    process.destroy();
    return exitCode();
  }

  int exitCode() {
    return Children.awaitEnd(process);
  }

  /** By SIGKILL. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    exitCode();
  }
}
