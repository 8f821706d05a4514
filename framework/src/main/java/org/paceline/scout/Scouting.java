package org.paceline.scout;

import java.util.List;
import org.paceline.pool.PoolWorker;
import org.paceline.roster.Member;

/** Finds out what executors that join a running training are, and how fast. */
@FunctionalInterface
public interface Scouting {

  /** Takes no newcomer: a run goes on with whoever it started with. */
  Scouting NONE = newcomers -> List.of();

  /**
   * Profiles and tries executors. It is called on a thread of its own, while the others train.
   *
   * @param newcomers the executors
   * @return those that can take part, with their speeds
   */
  List<PoolWorker> scout(List<Member> newcomers);
}
