package org.paceline.train;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.paceline.ledger.Ledger;
import org.paceline.pool.Pool;
import org.paceline.pool.PoolWorker;
import org.paceline.roster.Member;
import org.paceline.roster.NoExecutorException;
import org.paceline.roster.Roster;
import org.paceline.scout.Recruiter;
import org.paceline.speed.Speed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out before each round who can train in it. */
final class Muster {

  private static final Logger LOG = LoggerFactory.getLogger(Muster.class);
  private static final Duration GLANCE = Duration.ofMillis(50);

  /** A trial on a fifth of a core takes a minute; one that takes this long will not end. */
  private static final Duration LONGEST_TRIAL = Duration.ofMinutes(5);

  private final Roster roster;
  private final Recruiter recruiter;
  private final OptionalInt parts;
  private final Duration patience;
  private final TrainingProgress progress;
  private final IntFunction<Optional<String>> problem;
  private final Set<String> away = new HashSet<>();
  private final List<PoolWorker> spare = new ArrayList<>();
  private final List<PoolWorker> leftUnseated = new ArrayList<>();
  private final Set<String> told = new HashSet<>();
  private Duration waited = Duration.ZERO;

  /** A muster; {@code problem} tells what is against a pool of so many executors. */
  Muster(
      Roster roster,
      Recruiter recruiter,
      TrainingOptions options,
      TrainingProgress progress,
      IntFunction<Optional<String>> problem) {
    this.roster = roster;
    this.recruiter = recruiter;
    this.parts = options.split().parts();
    this.patience = options.executorWait();
    this.progress = progress;
    this.problem = problem;
  }

  /**
   * Notes executors that a round ended without; they are busy with it until Spark says otherwise.
   */
  void late(Collection<String> executors) {
    away.addAll(executors);
  }

  /** Has executors timed that have had no share for long. */
  void retime(Member member) {
    recruiter.retime(member);
  }

  /** The seats that can be dealt a share: newcomers join, the lost leave, for nobody it waits. */
  List<Integer> ready(Pool pool, Ledger ledger) {
    waited = Duration.ZERO;
    while (true) {
      List<Member> here = roster.members();
      pool.leave(roster::has).forEach(seat -> vacate(pool, ledger, seat));
      recruiter.notice(here);
      welcome(pool);
      away.removeIf(executor -> !roster.busy(executor));
      recruiter.timed().forEach((executor, speed) -> timed(pool, executor, speed));
      List<Integer> ready =
          pool.ready(executor -> away.contains(executor) || recruiter.underTrial(executor));
      if (!ready.isEmpty()) {
        return ready;
      }
      Duration longest = recruiter.busy() ? patience.plus(LONGEST_TRIAL) : patience;
      if (waited.compareTo(longest) > 0) {
        throw new NoExecutorException(
            "no executor is left to train on, and none came within %s s"
                .formatted(patience.toSeconds()));
      }
      pause();
      waited = waited.plus(GLANCE);
    }
  }

  private static void timed(Pool pool, String executor, Speed speed) {
    LOG.info(
        "executor {}, which had no share for long, now has {} examples/s",
        executor,
        Math.round(speed.examplesPerSecond()));
    // It may be gone, and its seat another's.
    if (pool.seatOf(executor) >= 0) {
      pool.at(pool.seatOf(executor)).timed(speed);
    }
  }

  private void vacate(Pool pool, Ledger ledger, int seat) {
    ledger.vacate(seat);
    Member member = pool.at(seat).member();
    if (roster.asked(member.executorId())) {
      LOG.info(
          "executor {} on {} was asked to leave: its share is dealt to the others",
          member.executorId(),
          member.machine());
    } else {
      LOG.warn("executor {} on {} is lost", member.executorId(), member.machine());
    }
  }

  /** How long the last call of {@link #ready} waited for an executor, but for the time it took. */
  double waitedSeconds() {
    return waited.toMillis() / 1e3;
  }

  /** Newcomers that could train, but found no seat, those too that are gone. */
  List<PoolWorker> seatless() {
    return Stream.of(spare, leftUnseated, recruiter.waiting()).flatMap(List::stream).toList();
  }

  /** Whoever finds no seat is offered one again when somebody is lost. */
  private void welcome(Pool pool) {
    List<PoolWorker> gone =
        spare.stream().filter(w -> !roster.has(w.member().executorId())).toList();
    spare.removeAll(gone);
    leftUnseated.addAll(gone);
    spare.addAll(recruiter.recruits());
    if (spare.removeIf(newcomer -> joins(pool, newcomer))) {
      progress.pool(pool.occupants());
    }
  }

  private boolean joins(Pool pool, PoolWorker newcomer) {
    Optional<String> against = problem.apply(pool.present() + 1);
    if (against.isEmpty() && pool.join(newcomer, parts)) {
      return true;
    }
    if (told.add(newcomer.member().executorId())) {
      LOG.warn(
          "executor {} takes no part yet: {}",
          newcomer.member().executorId(),
          against.orElseGet(() -> "the split has %s parts only".formatted(parts.orElseThrow())));
    }
    return false;
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
