package org.paceline.jobs.pipeline;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Tells a person what happens, a line at a time, on standard error. */
final class Teller {

  private final PrintStream out;

  Teller(PrintStream out) {
    this.out = out;
  }

  void say(double now, String what) {
    out.println(String.format(Locale.ROOT, "%8.1f s  %s", now, what));
  }

  void begins(FirstPlan plan, double now) {
    long all = plan.stages().stream().map(FirstPlan.Planned::stage).distinct().count();
    say(
        now,
        String.format(Locale.ROOT, "%d stages are planned to end at %.1f s", all, plan.seconds()));
  }

  void goesOn(Board board, double now) {
    int all = board.runs().size();
    say(now, "%s of %s stages are done".formatted(all - board.open().size(), all));
  }

  void begins(Attempt attempt, double planned) {
    say(
        attempt.start(),
        String.format(
            Locale.ROOT,
            "%s begins on %s (run %d), is planned to end at %.1f s",
            attempt.stage(),
            attempt.machine(),
            attempt.number(),
            planned));
  }

  void ends(Attempt attempt, StageRun run, AttemptFolder folder) {
    double took = attempt.finish() - attempt.start();
    String ended =
        switch (attempt.end()) {
          case DONE -> "is done after";
          case FAILED -> "failed with exit code " + attempt.code() + " after";
          case STOPPED -> "is not needed any more, and was stopped after";
          case INTERRUPTED -> "was interrupted after";
        };
    say(
        attempt.finish(),
        String.format(
            Locale.ROOT,
            "%s on %s (run %d) %s %.1f s",
            attempt.stage(),
            attempt.machine(),
            attempt.number(),
            ended,
            took));
    if (attempt.end() == Attempt.End.FAILED) {
      tail(folder).forEach(line -> out.println("              | " + line));
      out.println("              all of it: " + folder.log());
      next(run, attempt.finish());
    }
  }

  private void next(StageRun run, double now) {
    if (run.state() == StageRun.State.FAILED) {
      failed(run, now);
    } else if (run.notBefore() > now) {
      String wait = String.format(Locale.ROOT, "%.0f", run.notBefore() - now);
      say(now, "%s is tried again in %s s".formatted(run.stage().name(), wait));
    }
  }

  private static List<String> tail(AttemptFolder folder) {
    try {
      return folder.tail();
    } catch (IOException e) {
      return List.of("its log cannot be read: " + e.getMessage());
    }
  }

  void failed(StageRun run, double now) {
    say(now, "%s has failed: %s".formatted(run.stage().name(), run.reason()));
  }

  void skipped(StageRun run, double now) {
    say(now, "%s is skipped: %s".formatted(run.stage().name(), run.reason()));
  }
}
