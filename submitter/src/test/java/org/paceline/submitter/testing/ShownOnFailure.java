package org.paceline.submitter.testing;

import java.io.PrintStream;
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
 * it shows them at once, and what all threads of the tests do. JUnit finds it by itself.
 */
public final class ShownOnFailure
    implements BeforeAllCallback,
        TestExecutionExceptionHandler,
        LifecycleMethodExecutionExceptionHandler {

  private static final PrintStream OUT = System.out;

  @Override
  public void beforeAll(ExtensionContext context) {
    Child.forgetTheDead();
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
      children(context.getDisplayName());
    }
    return failure;
  }

  private static void children(String why) {
    Child.all().forEach(child -> OUT.printf("--- %s: %s%n", why, child.shown()));
  }

  private static void threads() {
    Thread.getAllStackTraces()
        .forEach(
            (thread, stack) -> {
              OUT.printf("%s %s%n", thread, thread.getState());
              Stream.of(stack).forEach(frame -> OUT.println("\tat " + frame));
            });
  }

  private static final class OnTimeout implements ConditionEvaluationListener<Object> {

    @Override
    public void conditionEvaluated(EvaluatedCondition<Object> condition) {}

    @Override
    public void onTimeout(TimeoutEvent event) {
      threads();
      children(event.getDescription());
    }
  }
}
