package org.paceline.benchmarks.cifar;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Says what runs, how far it is and how long all will still take: what is left of a run by its own
 * pace, runs to come by the time that others of their row took, or else by that of all.
 */
final class Progress implements Headway {

  private static final double LEAST_SECONDS_BETWEEN_LINES = 10;

  private final PrintStream out;
  private final LongSupplier nanoTime;
  private final Limit limit;
  private final List<RunKey> toDo;
  private final Map<String, List<Double>> tookOfRow = new HashMap<>();
  private final int all;
  private RunKey current;
  private long began;
  private double lastLine;

  /** {@code done} were kept by an earlier call. */
  Progress(
      PrintStream out,
      LongSupplier nanoTime,
      Limit limit,
      List<RunKey> toDo,
      List<RunRecord> done) {
    this.out = out;
    this.nanoTime = nanoTime;
    this.limit = limit;
    this.toDo = new ArrayList<>(toDo);
    this.all = toDo.size() + done.size();
    done.forEach(run -> took(run.row(), run.wallSeconds()));
  }

  private void took(String row, double seconds) {
    tookOfRow.computeIfAbsent(row, name -> new ArrayList<>()).add(seconds);
  }

  void begin(RunKey run) {
    current = run;
    toDo.remove(run);
    began = nanoTime.getAsLong();
    lastLine = 0;
    say("trials", left(Double.NaN));
  }

  @Override
  public void at(double epochs, double seconds) {
    double now = elapsed();
    if (now - lastLine >= LEAST_SECONDS_BETWEEN_LINES) {
      lastLine = now;
      double part = limit.part(epochs, seconds);
      String text =
          limit.timed()
              ? "%s of %s".formatted(duration(seconds), duration(limit.seconds()))
              : String.format(Locale.ROOT, "%s %.1f of %d", limit.unit(), epochs, limit.epochs());
      say(text, left(part > 0 ? now / part - now : Double.NaN));
    }
  }

  @Override
  public void says(String words) {
    say(words, left(Double.NaN));
  }

  void evaluates() {
    say("evaluating", left(0));
  }

  void end(RunRecord run) {
    took(run.row(), run.wallSeconds());
    say(
        String.format(
            Locale.ROOT,
            "done: %.2f %% after %s",
            100 * run.curve().last().accuracy(),
            duration(run.seconds())),
        left(0));
  }

  private void say(String how, double left) {
    out.printf(
        Locale.ROOT,
        "run %d/%d  %s  %s  %s%n",
        all - toDo.size(),
        all,
        current,
        how,
        Double.isNaN(left) ? "" : duration(left) + " left in all");
  }

  private double elapsed() {
    return (nanoTime.getAsLong() - began) / 1e9;
  }

  /** What this run and those to come will take; NaN as long as nothing is known. */
  private double left(double ofThis) {
    double usual =
        tookOfRow.values().stream()
            .flatMap(List::stream)
            .mapToDouble(Double::doubleValue)
            .average()
            .orElse(elapsed() + ofThis);
    double own = Double.isNaN(ofThis) ? usual(current, usual) - elapsed() : ofThis;
    return Math.max(0, own) + toDo.stream().mapToDouble(run -> usual(run, usual)).sum();
  }

  private double usual(RunKey run, double otherwise) {
    return tookOfRow.getOrDefault(run.row(), List.of()).stream()
        .mapToDouble(Double::doubleValue)
        .average()
        .orElse(otherwise);
  }

  static String duration(double seconds) {
    long whole = Math.round(seconds);
    return whole < 3600
        ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
  }
}
