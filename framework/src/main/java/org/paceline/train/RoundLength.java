package org.paceline.train;

import java.util.stream.IntStream;
import org.paceline.feed.Steps;
import org.paceline.plan.Quotas;
import org.paceline.plan.WorkerSpeed;

/**
 * How many blocks a round has where nobody says.
 *
 * <p>It is so long that at most 1 % of it is lost to what a round costs whatever its length: each
 * worker's fixed cost, and half a block of each, since shares are whole blocks. But no worker takes
 * more than {@value #MOST_STEPS} steps between two averagings, in which networks drift apart.
 */
// Local SGD (Stich, 2019) converges as long as the steps between two averagings are few beside all
// steps; docs/decisions.md has what accuracy longer rounds cost here.
final class RoundLength {

  private static final double LOST_PART = 0.01;
  private static final double LOST_TO_WHOLE_BLOCKS = 0.5;

  /** Steps of the worker that takes most, between two averagings. */
  static final int MOST_STEPS = 250;

  private RoundLength() {}

  /**
   * The blocks of a round.
   *
   * @param epoch how an epoch would be dealt if it were one round
   * @param steps whether a share is one step or many
   * @param fixed whether the run is to be repeatable, so that no measured cost may decide
   */
  static int of(Quotas epoch, Steps steps, boolean fixed) {
    double wanted = fixed ? Double.POSITIVE_INFINITY : lost(epoch) / LOST_PART;
    double length = Math.min(epoch.total(), Math.min(Math.ceil(wanted), allowed(epoch, steps)));
    return (int) Math.max(1, length);
  }

  /** What a round of any length loses, in blocks. */
  private static double lost(Quotas epoch) {
    return IntStream.range(0, epoch.workers().size())
        .filter(i -> epoch.of(i) > 0)
        .mapToObj(epoch.workers()::get)
        .mapToDouble(RoundLength::lost)
        .sum();
  }

  private static double lost(WorkerSpeed worker) {
    return worker.unitsPerSecond() * worker.fixedSeconds() + LOST_TO_WHOLE_BLOCKS;
  }

  private static double allowed(Quotas epoch, Steps steps) {
    int most = epoch.units().stream().mapToInt(Integer::intValue).max().orElseThrow();
    // All shares of a round together are then one step, whose length is the batch size.
    return steps == Steps.PER_ROUND ? MOST_STEPS : (double) MOST_STEPS * epoch.total() / most;
  }
}
