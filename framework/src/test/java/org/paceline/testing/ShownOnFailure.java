package org.paceline.testing;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Shows what the processes of a test said last and, of those that still run, what their threads do,
 * where the test fails. JUnit finds it by itself; of time limits it shows the threads of the tests'
 * own virtual machine, too.
 */
public final class ShownOnFailure
    implements BeforeAllCallback,
        TestExecutionExceptionHandler,
        LifecycleMethodExecutionExceptionHandler {

  private static final int LINES = 60;
  private static final int PATIENCE_SECONDS = 20;

  private final PrintStream out = System.out;

  @Override
  public void beforeAll(ExtensionContext context) {
    Children.forgetTheDead();
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

  private Throwable show(ExtensionContext context, Throwable failure) {
    // Before all, as what follows takes a moment in which threads go on.
    if (isTimeLimit(failure)) {
      threads();
    }
    for (Children.Child child : Children.all()) {
      out.printf("--- %s: %s of %s%n", context.getDisplayName(), state(child), child.name());
      tail(child).forEach(out::println);
      javas(child.process()).forEach(java -> threads(java.pid()));
    }
    return failure;
  }

  private static boolean isTimeLimit(Throwable failure) {
    return failure != null
        && (failure.getClass().getSimpleName().contains("Timeout")
            || isTimeLimit(failure.getCause()));
  }

  private static String state(Children.Child child) {
    return child.process().isAlive()
        ? "it runs; the end of the log"
        : "exit code " + child.process().exitValue() + "; the end of the log";
  }

  private static List<String> tail(Children.Child child) {
    try {
      // Not as UTF-8: a process that was killed may have written half of a character.
      List<String> lines = Files.readAllLines(child.log(), StandardCharsets.ISO_8859_1);
      return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
    } catch (IOException e) {
      return List.of("it cannot be read: " + e);
    }
  }

  private static Stream<ProcessHandle> javas(Process process) {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .filter(ProcessHandle::isAlive)
        .filter(p -> p.info().command().orElse("").endsWith("/java"));
  }

  private void threads() {
    Thread.getAllStackTraces()
        .forEach(
            (thread, stack) -> {
              out.printf("%s %s%n", thread, thread.getState());
              Stream.of(stack).forEach(frame -> out.println("\tat " + frame));
            });
  }

  private void threads(long pid) {
    String jcmd = System.getProperty("java.home") + "/bin/jcmd";
    try {
      Process dump =
          new ProcessBuilder(jcmd, String.valueOf(pid), "Thread.print")
              .redirectErrorStream(true)
              .start();
      dump.toHandle()
          .onExit()
          .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
          .whenComplete((p, late) -> dump.destroyForcibly());
      dump.inputReader().lines().forEach(out::println);
    } catch (IOException e) {
      out.println("no thread dump of " + pid + ": " + e);
    }
  }
}
