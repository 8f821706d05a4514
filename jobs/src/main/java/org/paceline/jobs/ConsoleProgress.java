package org.paceline.jobs;

import java.io.PrintStream;
import java.util.Locale;
import org.paceline.train.RoundRecord;
import org.paceline.train.TrainingProgress;

/** Shows how far a run is: one line that is rewritten on a terminal, a line a round elsewhere. */
final class ConsoleProgress implements TrainingProgress {

  private final PrintStream out;
  private final boolean terminal;

  ConsoleProgress(PrintStream out) {
    this.out = out;
    this.terminal = System.console() != null;
  }

  @Override
  public void round(RoundRecord round) {
    String line = line(round);
    boolean last = round.examplesSoFar() >= round.examplesInAll();
    if (terminal) {
      out.print("\r" + line + "\u001b[K" + (last ? System.lineSeparator() : ""));
      out.flush();
    } else {
      out.println(line);
    }
  }

  static String line(RoundRecord round) {
    double rate = round.examplesSoFar() / round.secondsSoFar();
    double left = (round.examplesInAll() - round.examplesSoFar()) / rate;
    return String.format(
        Locale.ROOT,
        "epoch %d  round %d/%d  loss %.3f  %.0f examples/s  η %.3f  %s left",
        round.epoch(),
        round.roundOfEpoch(),
        round.roundsOfEpoch(),
        round.loss(),
        rate,
        round.efficiency(),
        duration(left));
  }

  static String duration(double seconds) {
    long whole = Math.round(seconds);
    return whole < 3600
        ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
  }
}
