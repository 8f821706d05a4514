package org.paceline.jobs.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.paceline.jobs.pipeline.Attempt.End;

/**
 * What became of a stage so far. A <em>try</em> is a run, or as many at a time as the stage has
 * copies: it fails when all of them have.
 */
final class StageRun {

  private static final double FIRST_BACK_OFF = 1;
  private static final double LONGEST_BACK_OFF = 60;

  /** Where a stage is. */
  enum State {
    /** It has not begun, or waits to be tried again. */
    WAITING,
    /** It runs. */
    RUNNING,
    /** It is done. */
    DONE,
    /** Its tries are spent. */
    FAILED,
    /** It is after one that failed. */
    SKIPPED
  }

  private final Stage stage;
  private final List<Attempt> attempts = new ArrayList<>();
  private final Set<String> failedOn = new LinkedHashSet<>();
  private State state = State.WAITING;
  private String reason = "";
  private int failedTries;
  private double notBefore;

  StageRun(Stage stage) {
    this.stage = stage;
  }

  /** One with what happened in earlier sessions; of tries that failed then it knows nothing. */
  StageRun(Stage stage, List<Attempt> earlier, Optional<Attempt> done) {
    this.stage = stage;
    attempts.addAll(earlier);
    state = done.isPresent() ? State.DONE : State.WAITING;
  }

  Stage stage() {
    return stage;
  }

  State state() {
    return state;
  }

  /** Why it is not done. */
  String reason() {
    return reason;
  }

  boolean settled() {
    return state != State.WAITING && state != State.RUNNING;
  }

  List<Attempt> attempts() {
    return List.copyOf(attempts);
  }

  List<Attempt> running() {
    return attempts.stream().filter(attempt -> attempt.end() == null).toList();
  }

  /** The run that counts: the last that ended well. */
  Optional<Attempt> done() {
    return state == State.DONE
        ? attempts.stream().filter(a -> a.end() == End.DONE).reduce((one, next) -> next)
        : Optional.empty();
  }

  /** How many copies this try can still have, those that run among them. */
  int copies() {
    return stage.copies() - failedOn.size();
  }

  /** Whether another copy of this try can go to a machine: none runs there, and none failed. */
  boolean canBeginOn(String machine) {
    return !settled()
        && running().size() < copies()
        && !hasFailedOn(machine)
        && running().stream().noneMatch(attempt -> attempt.machine().equals(machine));
  }

  /** Whether a copy of this try has failed on a machine. */
  boolean hasFailedOn(String machine) {
    return failedOn.contains(machine);
  }

  /** It is not tried again before, in seconds after the pipeline's begin. */
  double notBefore() {
    return notBefore;
  }

  int nextNumber() {
    return attempts.stream().mapToInt(Attempt::number).max().orElse(0) + 1;
  }

  void begins(Attempt attempt) {
    attempts.add(attempt);
    state = State.RUNNING;
  }

  /** Takes the end of a run, which comes once. */
  void ends(Attempt ended) {
    attempts.replaceAll(a -> a.number() == ended.number() ? ended : a);
    switch (ended.end()) {
      case DONE -> state = State.DONE;
      case FAILED -> copyFailed(ended);
      case STOPPED, INTERRUPTED -> waitUnlessRunning();
    }
  }

  private void copyFailed(Attempt ended) {
    if (settled()) {
      return;
    }
    failedOn.add(ended.machine());
    if (copies() <= 0) {
      tryFailed(ended);
    } else {
      waitUnlessRunning();
    }
  }

  private void tryFailed(Attempt ended) {
    failedTries++;
    failedOn.clear();
    if (failedTries > stage.retries()) {
      fail("its run %s ended with exit code %s".formatted(ended.number(), ended.code()));
    } else {
      state = State.WAITING;
      notBefore = ended.finish() + backOff(failedTries);
    }
  }

  private void waitUnlessRunning() {
    if (state == State.RUNNING && running().isEmpty()) {
      state = State.WAITING;
    }
  }

  /** Seconds before the next try: 1, 2, 4 and so on, up to a minute. */
  static double backOff(int failedTries) {
    return Math.min(LONGEST_BACK_OFF, FIRST_BACK_OFF * Math.pow(2, failedTries - 1.0));
  }

  void fail(String why) {
    state = State.FAILED;
    reason = why;
  }

  void skip(String why) {
    state = State.SKIPPED;
    reason = why;
  }
}
