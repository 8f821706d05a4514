package org.paceline.scout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.SparkContext;
import org.paceline.pool.PoolWorker;
import org.paceline.roster.Member;
import org.paceline.speed.Speed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Profiles and tries executors that come while a run is going on, and times those again that have
 * had no share for long, beside the rounds of the others.
 */
public final class Recruiter implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Recruiter.class);

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final SparkContext context;
  private final Scouting scouting;
  private final Timing timing;
  private final Set<String> known = new HashSet<>();
  private final Map<String, Optional<Speed>> timed = new ConcurrentHashMap<>();
  private final Set<String> underTrial = ConcurrentHashMap.newKeySet();
  private final Queue<PoolWorker> recruits = new ConcurrentLinkedQueue<>();
  private final AtomicInteger pending = new AtomicInteger();
  private final String group = "paceline-recruit-" + UUID.randomUUID();
  private final ExecutorService background =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "paceline-recruiter");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Looks out for newcomers.
   *
   * @param context the application's context
   * @param scouting profiles and tries them
   * @param timing times who is known
   * @param pool who is known already
   */
  public Recruiter(SparkContext context, Scouting scouting, Timing timing, List<PoolWorker> pool) {
    this.context = context;
    this.scouting = scouting;
    this.timing = timing;
    pool.forEach(worker -> known.add(worker.member().executorId()));
  }

  /**
   * Looks at executors that were not seen before, all of them at once; does not wait for what comes
   * of it.
   *
   * @param members all that are here
   */
  public void notice(List<Member> members) {
    List<Member> newcomers =
        members.stream().filter(member -> known.add(member.executorId())).toList();
    if (!newcomers.isEmpty()) {
      pending.incrementAndGet();
      background.execute(() -> scout(newcomers));
    }
  }

  /**
   * Times an executor again; does not wait for what comes of it.
   *
   * @param member an executor without a share
   */
  public void retime(Member member) {
    String executor = member.executorId();
    if (underTrial.add(executor)) {
      background.execute(() -> time(member));
    }
  }

  /**
   * Whether an executor is being timed, so that a share would wait.
   *
   * @param executor its id
   * @return false once what came of it was taken
   */
  public boolean underTrial(String executor) {
    return underTrial.contains(executor);
  }

  /**
   * What came of timing executors again.
   *
   * @return the speeds that were found since the last call, by executor
   */
  public Map<String, Speed> timed() {
    Map<String, Speed> found = new HashMap<>();
    for (String executor : Set.copyOf(timed.keySet())) {
      timed.remove(executor).ifPresent(speed -> found.put(executor, speed));
      underTrial.remove(executor);
    }
    return found;
  }

  /**
   * Whether somebody is being looked at.
   *
   * @return true while a trial runs
   */
  public boolean busy() {
    return pending.get() > 0 || !underTrial.isEmpty();
  }

  private void scout(List<Member> newcomers) {
    List<PoolWorker> found = List.of();
    try {
      found = inBackground(ids(newcomers), () -> scouting.scout(newcomers), found);
      recruits.addAll(found);
    } finally {
      pending.decrementAndGet();
    }
    List<String> left = new ArrayList<>(ids(newcomers));
    left.removeAll(ids(found.stream().map(PoolWorker::member).toList()));
    if (!left.isEmpty() && !background.isShutdown()) {
      LOG.warn("newcomers {} take no part", left);
    }
  }

  private static List<String> ids(List<Member> members) {
    return members.stream().map(Member::executorId).toList();
  }

  private void time(Member member) {
    Optional<Speed> speed = Optional.empty();
    try {
      speed = inBackground(ids(List.of(member)), () -> timing.time(member), speed);
    } finally {
      timed.put(member.executorId(), speed);
    }
  }

  private <R> R inBackground(List<String> executors, Callable<R> work, R otherwise) {
    context.setJobGroup(group, "trial of executors " + executors, true);
    try {
      return work.call();
    } catch (Exception e) {
      // Spark lets an interruption out undeclared; at the end of training it is wanted.
      if (!background.isShutdown()) {
        LOG.warn("the trial of executors {} failed: {}", executors, e.getMessage());
      }
      return otherwise;
    }
  }

  /**
   * Those that have become ready to train.
   *
   * @return whoever did since the last call
   */
  public List<PoolWorker> recruits() {
    List<PoolWorker> ready = new ArrayList<>();
    for (PoolWorker next = recruits.poll(); next != null; next = recruits.poll()) {
      ready.add(next);
    }
    return ready;
  }

  /**
   * Those that have become ready to train and were not taken yet.
   *
   * @return whoever did since the last call of {@link #recruits}
   */
  public List<PoolWorker> waiting() {
    return List.copyOf(recruits);
  }

  /** Ends the trials that still run, which nobody needs any more. */
  @Override
  public void close() {
    background.shutdownNow();
    context.cancelJobGroup(group);
    try {
      if (!background.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        LOG.warn("a trial did not end within {} s", PATIENCE.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
