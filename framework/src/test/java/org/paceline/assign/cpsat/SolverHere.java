package org.paceline.assign.cpsat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The solver without a process of its own, for thousands of problems. */
public final class SolverHere {

  private SolverHere() {}

  /** Loads the solver. */
  public static void load(Path natives) {
    System.load(natives.resolve("libjniortools.so").toAbsolutePath().toString());
  }

  /** What the process would answer. */
  public static String solve(String request) {
    // One thread: for problems so small the others cost more than they find.
    String[] lines = request.replaceFirst("\"workers\":[0-9]+", "\"workers\":1").split("\n");
    try {
      return CpSatMain.answer(lines[0], lines[1]).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
