package org.paceline.submitter.testing;

import static org.paceline.submitter.testing.Waiting.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A JVM that a test starts. It knows nothing of what Paceline and other JVMs are told by the
 * environment of who runs the tests, writes to a log, and goes when the JVM of the test goes,
 * however that is ended. {@link ShownOnFailure} shows it where the test fails.
 */
public final class Child implements AutoCloseable {

  private static final Path BIN = Path.of(System.getProperty("java.home"), "bin");
  private static final int TAIL = 60;
  private static final List<Child> ALL = new CopyOnWriteArrayList<>();

  private final Process process;
  private final Path log;

  private Child(Process process, Path log) {
    this.process = process;
    this.log = log;
    Leash.hold(process.toHandle());
    ALL.add(this);
  }

  static List<Child> all() {
    return List.copyOf(ALL);
  }

  /** Of classes before. */
  static void forgetTheDead() {
    ALL.removeIf(child -> !child.process.isAlive());
  }

  /**
   * Starts one with the class path of the test.
   *
   * @param log where it writes, without what an earlier one wrote there
   * @param environment variables of its own
   * @param words options of the JVM, a class and its arguments
   */
  public static Child java(Path log, Map<String, String> environment, String... words) {
    List<String> line = new ArrayList<>(List.of(BIN.resolve("java").toString(), "-cp"));
    line.add(System.getProperty("java.class.path"));
    line.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.environment().keySet().removeIf(Child::changesIt);
    builder.environment().putAll(environment);
    try {
      return new Child(builder.redirectErrorStream(true).redirectOutput(log.toFile()).start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean changesIt(String variable) {
    return variable.startsWith("PACELINE_")
        || Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS").contains(variable);
  }

  /**
   * Waits for a line.
   *
   * @param line an expression with one group
   * @return the group
   */
  public String says(String line) {
    Pattern pattern = Pattern.compile("(?m)" + line);
    try {
      return await().until(() -> said(pattern), Optional::isPresent).orElseThrow();
    } catch (ConditionTimeoutException e) {
      throw stuck("it does not say '%s'".formatted(line));
    }
  }

  /** Only of whole lines: the last may be half written. */
  private Optional<String> said(Pattern pattern) {
    boolean ended = !process.isAlive();
    String all = written();
    Optional<String> said =
        pattern
            .matcher(all.substring(0, all.lastIndexOf('\n') + 1))
            .results()
            .findFirst()
            .map((MatchResult found) -> found.group(1));
    if (said.isEmpty() && ended) {
      throw new AssertionError("it has ended and did not say '%s'\n%s".formatted(pattern, tail()));
    }
    return said;
  }

  /** All that it wrote. */
  public String written() {
    try {
      return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long pid() {
    return process.pid();
  }

  /** Tells it to end, and does not wait. */
  public void terminate() {
    process.destroy();
  }

  /** Waits for its end. */
  public int exitCode() {
    try {
      if (!process.waitFor(Waiting.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw stuck("it does not end");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** By SIGKILL; returns once it is gone. */
  public void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    exitCode();
  }

  private AssertionError stuck(String what) {
    return new AssertionError("%s\n%s\n%s".formatted(what, tail(), threads()));
  }

  /** What it said last, and what it does if it runs. */
  String shown() {
    return process.isAlive()
        ? "it runs; the end of the log\n%s\n%s".formatted(tail(), threads())
        : "exit code %s; the end of the log\n%s".formatted(process.exitValue(), tail());
  }

  private String tail() {
    if (!Files.exists(log)) {
      return "the log is gone";
    }
    List<String> lines = written().lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
  }

  private String threads() {
    try {
      String pid = String.valueOf(process.pid());
      Process dump =
          new ProcessBuilder(BIN.resolve("jcmd").toString(), pid, "Thread.print")
              .redirectErrorStream(true)
              .start();
      return new String(dump.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "no threads: " + e;
    }
  }

  @Override
  public void close() {
    kill();
  }
}
