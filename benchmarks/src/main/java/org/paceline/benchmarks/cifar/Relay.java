package org.paceline.benchmarks.cifar;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.paceline.benchmarks.TestStand;
import org.paceline.benchmarks.Workload;
import org.paceline.data.Examples;
import org.paceline.job.JobContext;
import org.paceline.model.Versions;
import org.paceline.pool.PoolWorker;
import org.paceline.roster.Member;
import org.paceline.roster.NoExecutorException;

/**
 * All runs, one after the other; each is kept as soon as it is over.
 *
 * @param context the running application
 * @param course what is trained
 * @param test what networks are tested on
 * @param store what was run already
 * @param progress is told how far it is
 * @param clock tells when a run ended
 */
record Relay(
    JobContext context,
    Course course,
    Examples test,
    RunStore store,
    Progress progress,
    Clock clock) {

  private static final long PATIENCE_SECONDS = 120;
  private static final long GLANCE_MILLIS = 200;

  /** Has executors compile the code of all rows that are missing. */
  void warmUp(List<RunKey> runs) {
    if (runs.isEmpty()) {
      return;
    }
    Workload work = course.work(runs.get(0).seed());
    List<PoolWorker> pool = new TestStand(context, work).warmUp();
    if (runs.stream().anyMatch(run -> run.entry().stock())) {
      new TestStand(context, work).rehearseStock(pool);
    }
  }

  /** Runs what is missing; whoever came in the place of a killed executor is made ready. */
  void run(List<RunKey> runs) throws IOException {
    int executors = context.members().size();
    boolean fresh = false;
    for (RunKey run : runs) {
      if (fresh) {
        await("no executor came in the place of the killed one", () -> size() >= executors);
        new TestStand(context, course.work(run.seed())).warmUp();
      }
      store.keep(run(run));
      fresh = run.kills();
    }
  }

  private int size() {
    return context.members().size();
  }

  private RunRecord run(RunKey run) {
    long began = System.nanoTime();
    TestStand stand = new TestStand(context, course.work(run.seed()));
    progress.begin(run);
    List<PoolWorker> pool = stand.trials();
    List<String> before = ids();
    Trace trace = run.entry().training(stand, pool, course, progress).run();
    if (run.kills()) {
      await("the killed executor is still here", () -> !ids().containsAll(before));
    }
    progress.evaluates();
    Curve curve =
        trace
            .evaluated()
            .orElseGet(() -> new Scorer(stand, test, survivors(pool)).curve(trace.snapshots()));
    RunRecord record =
        new RunRecord(
            run.row(),
            run.seed(),
            clock.instant().toString(),
            pool.get(0).profile().cpu().name(),
            stand.limiter(),
            versions(run),
            pool.stream().map(Relay::worker).toList(),
            trace.examples(),
            trace.seconds(),
            (System.nanoTime() - began) / 1e9,
            Double.isNaN(trace.efficiency()) ? null : trace.efficiency(),
            curve);
    progress.end(record);
    return record;
  }

  private Map<String, String> versions(RunKey run) {
    Map<String, String> versions = new TreeMap<>(Versions.all());
    if (run.entry().torch()) {
      course.torchVersion().ifPresent(version -> versions.put("pytorch", version));
    }
    return versions;
  }

  private List<String> ids() {
    return context.members().stream().map(Member::executorId).toList();
  }

  private List<PoolWorker> survivors(List<PoolWorker> pool) {
    List<String> here = ids();
    return pool.stream().filter(w -> here.contains(w.member().executorId())).toList();
  }

  private static RunRecord.Worker worker(PoolWorker worker) {
    return new RunRecord.Worker(
        worker.member().attributes().getOrDefault(Member.CPU_SHARE, "whole"),
        worker.trial().examplesPerSecond(),
        worker.nominal().examplesPerSecond());
  }

  private static void await(String otherwise, BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new NoExecutorException("%s after %s s".formatted(otherwise, PATIENCE_SECONDS));
      }
      try {
        TimeUnit.MILLISECONDS.sleep(GLANCE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new NoExecutorException("interrupted");
      }
    }
  }
}
