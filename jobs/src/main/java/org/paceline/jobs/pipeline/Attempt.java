package org.paceline.jobs.pipeline;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A run of a stage on a machine.
 *
 * @param stage the stage's name
 * @param number from 1 on, over all that ever happened to the stage
 * @param machine where
 * @param start when it began, in seconds after the pipeline's begin
 * @param finish when it ended; null while it runs
 * @param end how it ended; null while it runs
 * @param code the exit code, where there is one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Attempt(
    String stage, int number, String machine, double start, Double finish, End end, Integer code) {

  /** How a run ended. */
  enum End {
    /** It is done. */
    DONE,
    /** It failed. */
    FAILED,
    /** Another copy was done before. */
    STOPPED,
    /** The coordinator ended before it; this counts as no failure. */
    INTERRUPTED
  }

  /** Checks what a damaged journal could say. */
  Attempt {
    if (stage == null || machine == null || number < 1) {
      throw new IllegalArgumentException("a run must have a stage, a machine and a number above 0");
    }
    if ((finish == null) != (end == null)) {
      throw new IllegalArgumentException("a run that ended must say when and how, and no other");
    }
  }

  static Attempt begun(String stage, int number, String machine, double start) {
    return new Attempt(stage, number, machine, start, null, null, null);
  }

  Attempt ended(End how, Integer exit, double second) {
    return new Attempt(stage, number, machine, start, Math.max(start, second), how, exit);
  }
}
