package org.paceline.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * The processes that tests start: they end with the tests' virtual machine, however that ends, and
 * {@link ShownOnFailure} shows them where a test fails. Thread-safe.
 */
public final class Children {

  /**
   * A process.
   *
   * @param name what it is
   * @param process it runs, or did
   * @param log where it says what it does
   */
  public record Child(String name, Process process, Path log) {}

  private static final List<Child> ALL = new CopyOnWriteArrayList<>();
  private static Leash leash;

  private Children() {}

  /**
   * Starts a process, in a session of its own.
   *
   * @param name what it is
   * @param builder how it is started; its command is changed
   * @param log where it says what it does
   * @return the running process, whose id is that of the command
   */
  public static Process start(String name, ProcessBuilder builder, Path log) {
    try {
      return hold(name, builder.command(Sessions.own(builder.command())).start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Waits for the end of a process.
   *
   * @return its exit code
   * @throws AssertionError after showing all processes if it does not end in {@link TimeLimit}
   */
  public static int awaitEnd(Process process) {
    try {
      if (!process.waitFor(TimeLimit.GENEROUS.toSeconds(), TimeUnit.SECONDS)) {
        ShownOnFailure.showAll("a process does not end");
        process.destroyForcibly();
        throw new AssertionError("a process does not end: " + process.info());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a process was waited for", e);
    }
  }

  private static synchronized Process hold(String name, Process process, Path log) {
    leash = leash == null ? new Leash() : leash;
    leash.hold(process);
    ALL.add(new Child(name, process, log));
    return process;
  }

  /** Forgets who was started before, as a test begins. */
  static void forgetTheDead() {
    ALL.removeIf(child -> !child.process().isAlive());
  }

  static List<Child> all() {
    return List.copyOf(ALL);
  }
}
