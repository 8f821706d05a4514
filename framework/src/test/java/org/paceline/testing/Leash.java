package org.paceline.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Ends processes when this virtual machine ends, also where it is killed and no shutdown hook runs.
 *
 * <p>A shell reads from a pipe whom it holds; the pipe closes with this process, however it ends.
 */
final class Leash {

  /** Signals that are meant for a whole run of tests must not end the one who cleans up. */
  private static final String SCRIPT =
      """
      trap '' INT TERM HUP
      held=
      while read -r sign pid; do
        rest=
        for other in $held; do [ "$other" = "$pid" ] || rest="$rest $other"; done
        held=$rest
        [ "$sign" = - ] || held="$held $pid"
      done
      for pid in $held; do kill -s KILL -- "-$pid" 2>/dev/null || kill -s KILL "$pid" 2>/dev/null; done
      """;

  private final Writer pipe;

  Leash() {
    try {
      // Not its output: who waits for that of the tests would wait for the shell, too.
      pipe =
          new ProcessBuilder(Sessions.own(List.of("sh", "-c", SCRIPT)))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start()
              .outputWriter(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Holds a process, and the others of its session, until it ends by itself. */
  void hold(Process process) {
    say("+", process.pid());
    process.onExit().thenRun(() -> say("-", process.pid()));
  }

  private synchronized void say(String sign, long pid) {
    try {
      pipe.write(sign + " " + pid + "\n");
      pipe.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
