package org.paceline.jobs;

import java.util.List;
import org.paceline.speed.Trial;

/** Shows which batch size is being timed, and about how long the rest will take. */
final class TrialProgress {

  /** Preparing batches and starting tasks. */
  private static final double OVERHEAD_SECONDS = 1;

  private final ConsoleLine line;
  private final List<Integer> batchSizes;
  private final Trial trial;
  private int done;
  private double slowest;

  TrialProgress(ConsoleLine line, List<Integer> batchSizes, Trial trial) {
    this.line = line;
    this.batchSizes = batchSizes;
    this.trial = trial;
  }

  void start(int batchSize) {
    line.show(text(batchSize), false);
  }

  /** A batch size is done; {@code speed} is that of the slowest executor, 0 if none ran it. */
  void end(double speed) {
    slowest = speed > 0 ? speed : slowest;
    done++;
    if (done == batchSizes.size()) {
      line.show("%s of %s batch sizes timed".formatted(done, done), true);
    }
  }

  String text(int batchSize) {
    return "batch size %s  %s/%s  about %s left"
        .formatted(batchSize, done + 1, batchSizes.size(), ConsoleProgress.duration(left()));
  }

  private double left() {
    return batchSizes.stream().skip(done).mapToDouble(this::seconds).sum();
  }

  /** As the slowest executor will need: the others are done before it. */
  private double seconds(int batchSize) {
    double step = slowest > 0 ? batchSize / slowest : 0;
    return OVERHEAD_SECONDS + trial.usualSeconds(step);
  }
}
