package org.paceline.train;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.paceline.roster.Member;
import org.paceline.roster.NoExecutorException;
import org.paceline.roster.Roster;

/** Finds out before each round who can train in it. */
final class Muster {

  private static final Duration GLANCE = Duration.ofMillis(50);

  private final Roster roster;
  private final Recruiter recruiter;
  private final OptionalInt parts;
  private final Duration patience;
  private final TrainingProgress progress;
  private final Set<String> away = new HashSet<>();

  Muster(Roster roster, Recruiter recruiter, TrainingOptions options, TrainingProgress progress) {
    this.roster = roster;
    this.recruiter = recruiter;
    this.parts = options.split().parts();
    this.patience = options.executorWait();
    this.progress = progress;
  }

  /**
   * Notes executors that a round ended without; they are busy with it until Spark says otherwise.
   */
  void late(Collection<String> executors) {
    away.addAll(executors);
  }

  /** The seats that can be dealt a share: newcomers join, the lost leave, for nobody it waits. */
  List<Integer> ready(Pool pool, Ledger ledger) {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      List<Member> here = roster.members();
      pool.leave(roster::has).forEach(ledger::vacate);
      recruiter.notice(here);
      welcome(pool);
      away.removeIf(executor -> !roster.busy(executor));
      List<Integer> ready = pool.ready(away::contains);
      if (!ready.isEmpty()) {
        return ready;
      }
      if (System.nanoTime() > end && !recruiter.busy()) {
        throw new NoExecutorException(
            "no executor is left to train on, and none came within %d s"
                .formatted(patience.toSeconds()));
      }
      pause();
    }
  }

  private void welcome(Pool pool) {
    for (PoolWorker newcomer : recruiter.recruits()) {
      if (pool.join(newcomer, parts)) {
        progress.pool(pool.occupants());
      }
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(GLANCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoExecutorException("the wait for an executor was interrupted");
    }
  }
}
