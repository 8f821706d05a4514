package org.paceline.train;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.paceline.pool.PoolWorker;
import org.paceline.roster.Member;
import org.paceline.roster.NoExecutorException;
import org.paceline.scout.Scouting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The executors that several trainings in a row have, each of them tried once. */
final class StandingPool {

  private static final Logger LOG = LoggerFactory.getLogger(StandingPool.class);

  private final List<PoolWorker> workers = new ArrayList<>();
  private final Set<String> lookedAt = new HashSet<>();

  /**
   * Tries those that are here for the first time.
   *
   * @throws NoExecutorException if none of them can take part, and nobody could before
   */
  void recruit(Scouting scouting, List<Member> here) {
    List<Member> newcomers =
        here.stream().filter(member -> lookedAt.add(member.executorId())).toList();
    if (newcomers.isEmpty()) {
      return;
    }
    try {
      workers.addAll(scouting.scout(newcomers));
    } catch (NoExecutorException e) {
      if (workers.isEmpty()) {
        throw e;
      }
      LOG.warn("training goes on with the executors of the one before: {}", e.getMessage());
    }
  }

  /** The pool at the start of another training, without those that were lost. */
  List<PoolWorker> here(Predicate<String> alive) {
    return workers.stream()
        .filter(worker -> alive.test(worker.member().executorId()))
        .map(PoolWorker::anew)
        .toList();
  }
}
