package org.paceline.jobs;

import java.io.PrintStream;

/** How far something is: one line that is rewritten on a terminal, a line each time elsewhere. */
final class ConsoleLine {

  private final PrintStream out;
  private final boolean terminal;

  ConsoleLine(PrintStream out) {
    this.out = out;
    this.terminal = System.console() != null;
  }

  /** Shows a line in the place of the one before; the last one stays. */
  void show(String line, boolean last) {
    if (terminal) {
      out.print("\r" + line + "\u001b[K" + (last ? System.lineSeparator() : ""));
      out.flush();
    } else {
      out.println(line);
    }
  }
}
