package org.paceline.testing;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionEvaluationListener;
import org.awaitility.core.EvaluatedCondition;
import org.awaitility.core.TimeoutEvent;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/**
 * Shows what the processes of a test said last where it fails. Where a limit to waiting is reached,
 * it shows them at once, while they still run, and what all threads do, theirs and the tests' own.
 * JUnit finds it by itself.
 */
public final class ShownOnFailure
    implements BeforeAllCallback,
        TestExecutionExceptionHandler,
        LifecycleMethodExecutionExceptionHandler {

  private static final int LINES = 60;
  private static final int LINES_OF_CRASH = 300;

  /** As the virtual machine says it, and a pod's log, not as a driver repeats it. */
  private static final String FATAL_ERROR = "(\\S+Z )?# A fatal error has been detected.*";

  private static final int PATIENCE_SECONDS = 20;
  private static final PrintStream OUT = System.out;

  @Override
  public void beforeAll(ExtensionContext context) {
    Children.forgetTheDead();
    Awaitility.setDefaultConditionEvaluationListener(new OnTimeout());
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw show(context, failure);
  }

  @Override
  public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw show(context, failure);
  }

  @Override
  public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw show(context, failure);
  }

  @Override
  public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw show(context, failure);
  }

  @Override
  public void handleAfterAllMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw show(context, failure);
  }

  private static Throwable show(ExtensionContext context, Throwable failure) {
    if (!(failure instanceof TestAbortedException)) {
      Children.all().forEach(child -> show(context.getDisplayName(), child));
    }
    return failure;
  }

  /** Everything: for a limit to waiting that was reached. */
  static void showAll(String why) {
    threads();
    Children.all().forEach(child -> show(why, child));
  }

  private static void show(String why, Children.Child child) {
    OUT.printf("--- %s: %s of %s%n", why, state(child), child.name());
    tail(child).forEach(OUT::println);
    javas(child.process()).forEach(java -> threads(java.pid()));
  }

  private static String state(Children.Child child) {
    return child.process().isAlive()
        ? "it runs; the end of the log"
        : "exit code " + child.process().exitValue() + "; the end of the log";
  }

  private static List<String> tail(Children.Child child) {
    try {
      byte[] log = Files.readAllBytes(child.log());
      return worthSeeing(new String(log, StandardCharsets.UTF_8).lines().toList());
    } catch (IOException e) {
      return List.of("it cannot be read: " + e);
    }
  }

  /** The end, and before it, of a virtual machine that crashed, where and in what. */
  static List<String> worthSeeing(List<String> lines) {
    int end = Math.max(0, lines.size() - LINES);
    int crash =
        IntStream.range(0, lines.size())
            .filter(i -> lines.get(i).matches(FATAL_ERROR))
            .findFirst()
            .orElse(end);
    List<String> shown =
        new ArrayList<>(
            lines.subList(crash, Math.max(crash, Math.min(end, crash + LINES_OF_CRASH))));
    shown.addAll(lines.subList(end, lines.size()));
    return shown;
  }

  private static Stream<ProcessHandle> javas(Process process) {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .filter(ProcessHandle::isAlive)
        .filter(p -> p.info().command().orElse("").endsWith("/java"));
  }

  private static void threads() {
    Thread.getAllStackTraces()
        .forEach(
            (thread, stack) -> {
              OUT.printf("%s %s%n", thread, thread.getState());
              Stream.of(stack).forEach(frame -> OUT.println("\tat " + frame));
            });
  }

  private static void threads(long pid) {
    String jcmd = System.getProperty("java.home") + "/bin/jcmd";
    try {
      Process dump =
          new ProcessBuilder(jcmd, String.valueOf(pid), "Thread.print")
              .redirectErrorStream(true)
              .start();
      dump.onExit()
          .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
          .whenComplete((ended, late) -> dump.destroyForcibly());
      dump.inputReader(StandardCharsets.UTF_8).lines().forEach(OUT::println);
    } catch (IOException e) {
      OUT.println("no thread dump of " + pid + ": " + e);
    }
  }

  private static final class OnTimeout implements ConditionEvaluationListener<Object> {

    @Override
    public void conditionEvaluated(EvaluatedCondition<Object> condition) {}

    @Override
    public void onTimeout(TimeoutEvent event) {
      showAll(event.getDescription());
    }
  }
}
