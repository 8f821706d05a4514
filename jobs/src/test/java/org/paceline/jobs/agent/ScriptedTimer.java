package org.paceline.jobs.agent;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A time that passes at once; something can happen in each pause, and after the last the end. */
final class ScriptedTimer implements Timer {

  private static final Duration ANSWERS = Duration.ofMinutes(10);

  private final Deque<Runnable> script = new ArrayDeque<>();
  private final List<Duration> pauses = new ArrayList<>();
  private long nanos;

  /** One more pause, in which something happens. */
  ScriptedTimer then(Runnable happens) {
    script.add(happens);
    return this;
  }

  /** More pauses in which nothing happens. */
  ScriptedTimer quiet(int times) {
    for (int i = 0; i < times; i++) {
      then(() -> {});
    }
    return this;
  }

  /** Those that the agent asked for. */
  List<Duration> pauses() {
    return pauses;
  }

  @Override
  public long nanos() {
    return nanos;
  }

  /** Answers take real time: more of it on a busy machine. */
  @Override
  public Duration patience(Duration usual) {
    return ANSWERS;
  }

  @Override
  public boolean pause(Duration time) {
    pauses.add(time);
    nanos += time.toNanos();
    if (script.isEmpty()) {
      return false;
    }
    script.remove().run();
    return true;
  }
}
