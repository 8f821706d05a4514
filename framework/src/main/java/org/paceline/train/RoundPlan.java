package org.paceline.train;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.paceline.partition.Deal;
import org.paceline.plan.Quotas;
import org.paceline.roster.Member;

/**
 * One round as it is planned.
 *
 * @param quotas blocks of each seat
 * @param shares which blocks these are
 * @param deal the same, of the executors that got any
 * @param limitSeconds when the round ends, whoever is not back; infinite while speeds are nominal,
 *     since a profile says little about how long a round takes
 * @param deadlines until when each executor may go on
 */
record RoundPlan(
    Quotas quotas,
    List<List<Integer>> shares,
    Deal deal,
    double limitSeconds,
    HashMap<String, Deadline> deadlines) {

  /** What of a round is kept free for averaging once nobody is waited for any more. */
  static final double AVERAGING_SECONDS = 0.1;

  /**
   * Shares of fixed quotas are never cut short: where the cut falls depends on the moment, and the
   * run could not be repeated.
   */
  static RoundPlan of(
      Pool pool, Quotas quotas, List<List<Integer>> shares, TrainingOptions options) {
    double limit =
        pool.timed() ? options.patience().limitSeconds(quotas.seconds()) : Double.POSITIVE_INFINITY;
    List<Member> members = new ArrayList<>();
    HashMap<String, Deadline> deadlines = new HashMap<>();
    for (int seat = 0; seat < pool.size(); seat++) {
      members.add(pool.at(seat).member());
      if (quotas.of(seat) > 0 && !options.split().fixed()) {
        double perBlock = 1 / quotas.workers().get(seat).unitsPerSecond();
        double fixed = quotas.workers().get(seat).fixedSeconds();
        deadlines.put(
            members.get(seat).executorId(),
            new Deadline(limit - AVERAGING_SECONDS, fixed, perBlock));
      }
    }
    return new RoundPlan(quotas, shares, new Deal(members, shares).withoutIdle(), limit, deadlines);
  }
}
