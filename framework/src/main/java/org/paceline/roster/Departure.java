package org.paceline.roster;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An executor that is gone.
 *
 * @param member who it was
 * @param reason why, in the words of Spark's event
 */
public record Departure(Member member, String reason) {

  /** "Command exited with code 134" by a worker, "exited with exit code 134(…)" on Kubernetes. */
  private static final Pattern EXIT_CODE = Pattern.compile("exited with (?:exit )?code (\\d+)");

  private static final String DECOMMISSIONED = "executor decommission";

  /** A process that a signal ended has 128 and the signal's number, as shells have it. */
  private static final int SIGNALLED = 128;

  private static final Map<Integer, String> SIGNALS =
      Map.of(
          4, "SIGILL", 6, "SIGABRT", 7, "SIGBUS", 8, "SIGFPE", 9, "SIGKILL", 11, "SIGSEGV", 15,
          "SIGTERM");

  /**
   * The exit code of its process.
   *
   * @return empty where Spark does not know it
   */
  public OptionalInt exitCode() {
    Matcher found = EXIT_CODE.matcher(reason);
    return found.find() ? OptionalInt.of(Integer.parseInt(found.group(1))) : OptionalInt.empty();
  }

  /**
   * Whether its process failed by itself or was killed.
   *
   * @return false where Spark ended it, or does not know
   */
  public boolean crashed() {
    return exitCode().orElse(0) != 0 && !asked();
  }

  /**
   * Whether it was asked to leave, as when its node is drained.
   *
   * @return whether Spark had decommissioned it
   */
  public boolean asked() {
    return reason.toLowerCase(Locale.ROOT).startsWith(DECOMMISSIONED);
  }

  /**
   * Who it was and how its process ended, for people.
   *
   * @return for example {@code executor 2 on 127.0.0.1 ended with exit code 134 (SIGABRT)}
   */
  public String description() {
    String who = "executor %s on %s".formatted(member.executorId(), member.machine());
    return exitCode().isEmpty()
        ? who + " is gone: " + reason
        : who + " ended with exit code " + named(exitCode().getAsInt());
  }

  private static String named(int code) {
    String signal = SIGNALS.get(code - SIGNALLED);
    return signal == null ? String.valueOf(code) : code + " (" + signal + ")";
  }
}
