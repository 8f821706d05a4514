package org.paceline.jobs.cli;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/** {@code bin/paceline} as a process, and the lines that it wrote. */
final class PacelineProcess implements AutoCloseable {

  private static final Path COMMAND = Path.of("..", "bin", "paceline").toAbsolutePath().normalize();

  /** For what must come, however busy the machine is. */
  static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final Set<String> OF_JVMS =
      Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  /** What goes with the JVM of the test, however that is ended. */
  private static final Set<Process> ALIVE = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> ALIVE.forEach(PacelineProcess::kill), "children"));
  }

  private final Process process;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Thread reader;

  private PacelineProcess(Process process) {
    this.process = process;
    ALIVE.add(process);
    process.onExit().thenAccept(ALIVE::remove);
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
    builder.environment().keySet().removeIf(PacelineProcess::changesIt);
    builder.environment().putAll(environment);
    try {
      return new PacelineProcess(builder.redirectErrorStream(true).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean changesIt(String variable) {
    return variable.startsWith("PACELINE_") || OF_JVMS.contains(variable);
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

  String said() {
    return String.join("\n", lines);
  }

  /** Waits for some words of it. */
  MatchResult says(Pattern words) {
    try {
      return await().atMost(PATIENCE).until(() -> found(words), Optional::isPresent).orElseThrow();
    } catch (ConditionTimeoutException e) {
      throw stuck("it does not say '%s'".formatted(words));
    }
  }

  private Optional<MatchResult> found(Pattern words) {
    boolean ended = !reader.isAlive();
    Optional<MatchResult> found = words.matcher(said()).results().findFirst();
    if (found.isEmpty() && ended) {
      throw new AssertionError("it has ended without '%s': %s".formatted(words, said()));
    }
    return found;
  }

  private AssertionError stuck(String what) {
    return new AssertionError("%s; it said\n%s\n%s".formatted(what, said(), threads()));
  }

  private String threads() {
    try {
      Process dump =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                  String.valueOf(process.pid()),
                  "Thread.print")
              .redirectErrorStream(true)
              .start();
      return new String(dump.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "no threads: " + e;
    }
  }

  /** Tells it to end, as a service manager does, and waits. */
  int terminate() {
    // Process.destroy would close the output with what is still in it.
    process.toHandle().destroy();
    return exitCode();
  }

  int exitCode() {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw stuck("it does not end");
      }
      reader.join();
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** By SIGKILL; the output stays to be read to its end. */
  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.toHandle().destroyForcibly();
  }

  @Override
  public void close() {
    kill(process);
    exitCode();
  }
}
