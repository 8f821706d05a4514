package org.paceline.train;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.paceline.pool.PoolWorker;
import org.paceline.roster.Member;
import org.paceline.roster.NoExecutorException;
import org.paceline.scout.Recruiting;
import org.paceline.scout.Scouting;
import org.paceline.scout.Work;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The executors that several trainings in a row have, each of them tried once. */
final class StandingPool implements Recruiting {

  private static final Logger LOG = LoggerFactory.getLogger(StandingPool.class);

  private final List<PoolWorker> workers = new ArrayList<>();
  private final Set<String> lookedAt = new HashSet<>();
  private final Recruiting trying;

  /** Nobody is there yet; {@code trying} is how each is tried. */
  StandingPool(Recruiting trying) {
    this.trying = trying;
  }

  @Override
  public List<PoolWorker> first(Work<?> work, List<Member> members) {
    return recruit(newcomers -> trying.first(work, newcomers), members);
  }

  @Override
  public List<PoolWorker> join(Work<?> work, List<Member> newcomers) {
    return trying.join(work, newcomers);
  }

  /**
   * Tries those that are here for the first time, and all where nobody else is left.
   *
   * @return the pool of another training, without those that were lost
   * @throws NoExecutorException if none of them can take part, and nobody else can
   */
  List<PoolWorker> recruit(Scouting scouting, List<Member> here) {
    Set<String> ids = here.stream().map(Member::executorId).collect(Collectors.toSet());
    workers.removeIf(worker -> !ids.contains(worker.member().executorId()));
    if (workers.isEmpty()) {
      lookedAt.clear();
    }
    List<Member> newcomers =
        here.stream().filter(member -> !lookedAt.contains(member.executorId())).toList();
    if (!newcomers.isEmpty()) {
      scout(scouting, newcomers);
      lookedAt.addAll(ids);
    }
    return workers.stream().map(PoolWorker::anew).toList();
  }

  private void scout(Scouting scouting, List<Member> newcomers) {
    try {
      workers.addAll(scouting.scout(newcomers));
    } catch (NoExecutorException e) {
      if (workers.isEmpty()) {
        throw e;
      }
      LOG.warn("training goes on with the executors of the one before: {}", e.getMessage());
    }
  }
}
