package org.paceline.round;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.paceline.partition.Deal;
import org.paceline.plan.Quotas;
import org.paceline.pool.Pool;
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
public record RoundPlan(
    Quotas quotas,
    List<List<Integer>> shares,
    Deal deal,
    double limitSeconds,
    HashMap<String, Deadline> deadlines) {

  /** What of a round is kept free for averaging once nobody is waited for any more. */
  static final double AVERAGING_SECONDS = 0.1;

  /**
   * A plan in which whoever runs out of time stops early, with what it has.
   *
   * @param pool who trains
   * @param quotas blocks of each seat
   * @param shares which blocks these are
   * @param limitSeconds when the round ends, whoever is not back
   * @return the plan
   */
  public static RoundPlan of(
      Pool pool, Quotas quotas, List<List<Integer>> shares, double limitSeconds) {
    List<Member> members = new ArrayList<>();
    HashMap<String, Deadline> deadlines = new HashMap<>();
    for (int seat = 0; seat < pool.size(); seat++) {
      members.add(pool.at(seat).member());
      if (quotas.of(seat) > 0) {
        double perBlock = 1 / quotas.workers().get(seat).unitsPerSecond();
        double fixed = quotas.workers().get(seat).fixedSeconds();
        deadlines.put(
            members.get(seat).executorId(),
            new Deadline(limitSeconds - AVERAGING_SECONDS, fixed, perBlock));
      }
    }
    Deal deal = new Deal(members, shares).withoutIdle();
    return new RoundPlan(quotas, shares, deal, limitSeconds, deadlines);
  }

  /**
   * The same with shares that are never cut short: where the cut falls depends on the moment, and
   * the run could not be repeated.
   *
   * @return a copy without deadlines
   */
  public RoundPlan uncut() {
    return new RoundPlan(quotas, shares, deal, limitSeconds, new HashMap<>());
  }
}
