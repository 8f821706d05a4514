package org.paceline.submitter.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
      for pid in $held; do kill -s KILL "$pid" 2>/dev/null; done
      """;

  /** A session of its own, where the system has the word for it. */
  private static final Path SETSID = Path.of("/usr/bin/setsid");

  private static final Writer PIPE = shell();

  private Leash() {}

  private static Writer shell() {
    List<String> line = new ArrayList<>(List.of("sh", "-c", SCRIPT));
    if (Files.isExecutable(SETSID)) {
      line.add(0, SETSID.toString());
    }
    try {
      // Not its output: who waits for that of the tests would wait for the shell, too.
      return new ProcessBuilder(line)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start()
          .outputWriter(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Holds a process until it ends by itself. */
  static void hold(ProcessHandle process) {
    say("+", process.pid());
    process.onExit().thenRun(() -> say("-", process.pid()));
  }

  private static synchronized void say(String sign, long pid) {
    try {
      PIPE.write(sign + " " + pid + "\n");
      PIPE.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
