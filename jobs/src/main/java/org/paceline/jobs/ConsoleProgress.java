package org.paceline.jobs;

import java.io.PrintStream;
import java.util.Locale;
import org.paceline.exchange.NetworkState;
import org.paceline.model.Validation;
import org.paceline.train.RoundRecord;
import org.paceline.train.TrainingProgress;

/** Shows how far a run is, round by round. */
final class ConsoleProgress implements TrainingProgress {

  private final ConsoleLine line;

  ConsoleProgress(PrintStream out) {
    this.line = new ConsoleLine(out);
  }

  @Override
  public void round(RoundRecord round) {
    line.show(line(round), round.examplesSoFar() >= round.examplesInAll());
  }

  @Override
  public void validated(Validation validation, NetworkState state) {
    line.show(
        String.format(
            Locale.ROOT,
            "epoch %d  validation loss %.3f  accuracy %.2f %%",
            validation.epoch(),
            validation.loss(),
            100 * validation.accuracy()),
        true);
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
