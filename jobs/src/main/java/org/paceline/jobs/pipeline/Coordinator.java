package org.paceline.jobs.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.paceline.assign.Placement;
import org.paceline.jobs.pipeline.Attempt.End;
import org.paceline.jobs.pipeline.StageRun.State;

/**
 * Runs a pipeline: plans, begins what the plan has begin now, takes the ends of runs, and plans the
 * rest anew, until every stage is done, failed or skipped. One thread; {@link #close} may come from
 * another, and ends all processes.
 */
final class Coordinator implements AutoCloseable {

  /** What could not be started has no exit code; a shell would say this. */
  private static final int NOT_STARTED = 127;

  private static final double SHORTEST_WAIT = 0.02;

  private final Board board;
  private final Planner planner;
  private final PipelineFolder folder;
  private final Teller teller;
  private final DoubleSupplier clock;
  private final BlockingQueue<Ended> ends = new LinkedBlockingQueue<>();
  private final Map<Attempt, StageProcess> processes = new LinkedHashMap<>();
  private Schedule schedule;
  private volatile boolean closed;

  private record Ended(Attempt attempt, int code) {}

  Coordinator(
      Board board,
      Schedule schedule,
      Planner planner,
      PipelineFolder folder,
      Teller teller,
      DoubleSupplier clock) {
    this.board = board;
    this.schedule = schedule;
    this.planner = planner;
    this.folder = folder;
    this.teller = teller;
    this.clock = clock;
  }

  /**
   * Runs it to its end.
   *
   * @return false where it was closed before
   */
  boolean run() throws InterruptedException {
    while (!closed && !(board.open().isEmpty() && processes.isEmpty())) {
      skipHopeless();
      // What the last plan has next need not wait for a new one.
      beginWhatIsDue();
      plan();
      beginWhatIsDue();
      double until = nextLook();
      if (processes.isEmpty() && ends.isEmpty() && until == Double.POSITIVE_INFINITY) {
        failWithoutPlace();
      } else {
        takeEnds(until);
      }
    }
    return !closed;
  }

  private void plan() {
    for (StageRun run : planner.outOfHours(board, clock.getAsDouble())) {
      run.fail("no machine has hours for it any more");
      teller.failed(run, clock.getAsDouble());
    }
    skipHopeless();
    if (waiting()) {
      schedule = new Schedule(planner.plan(board, clock.getAsDouble()).placements());
    }
  }

  private boolean waiting() {
    return board.open().stream().anyMatch(run -> run.running().size() < run.copies());
  }

  private void skipHopeless() {
    while (board.hopeless().isPresent()) {
      StageRun run = board.hopeless().get();
      StageRun lost = board.lost(run.stage()).orElseThrow();
      run.skip("it is after %s".formatted(lost.stage().name()));
      teller.skipped(run, clock.getAsDouble());
    }
  }

  private void beginWhatIsDue() {
    for (Placement placed : schedule.placements()) {
      double now = clock.getAsDouble();
      StageRun run = board.run(placed.task());
      Place place = board.pipeline().place(placed.machine());
      if (run.canBeginOn(placed.machine())
          && board.ready(run.stage())
          && run.notBefore() <= now
          && board.fits(run.stage(), place)
          && schedule.canBegin(placed, now, place, board)) {
        schedule = schedule.moved(placed, now);
        begin(run, place, now, now + placed.finish() - placed.start());
      }
    }
  }

  private synchronized void begin(StageRun run, Place place, double now, double planned) {
    if (closed) {
      return;
    }
    Stage stage = run.stage();
    Attempt attempt = Attempt.begun(stage.name(), run.nextNumber(), place.name(), now);
    AttemptFolder own = folder.prepare(attempt, board);
    folder.note(Event.begins(attempt, stage.definition()));
    run.begins(attempt);
    teller.begins(attempt, planned);
    try {
      List<String> options = Demands.options(stage, place);
      processes.put(
          attempt, StageProcess.start(own, options, code -> ends.add(new Ended(attempt, code))));
    } catch (IOException e) {
      teller.say(now, "%s cannot be started: %s".formatted(stage.name(), e.getMessage()));
      ends.add(new Ended(attempt, NOT_STARTED));
    }
  }

  /** When the plan has something begin, or something should have ended: then all is looked at. */
  private double nextLook() {
    double now = clock.getAsDouble();
    double next = Double.POSITIVE_INFINITY;
    for (StageRun run : board.open()) {
      if (run.state() == State.WAITING && board.ready(run.stage()) && run.notBefore() > now) {
        next = Math.min(next, run.notBefore());
      }
    }
    return waiting() ? Math.min(next, schedule.nextMoment(now)) : next;
  }

  private void takeEnds(double until) throws InterruptedException {
    double wait = Math.max(SHORTEST_WAIT, until - clock.getAsDouble());
    Ended next =
        until == Double.POSITIVE_INFINITY
            ? ends.take()
            : ends.poll((long) Math.ceil(wait * 1000), TimeUnit.MILLISECONDS);
    while (next != null) {
      take(next);
      next = ends.poll();
    }
  }

  private synchronized void take(Ended ended) {
    if (closed) {
      // It was ended with all others, and did not fail.
      return;
    }
    processes.remove(ended.attempt());
    schedule = schedule.without(ended.attempt());
    StageRun run = board.run(ended.attempt().stage());
    End how = how(run, folder.hasEndedWell(ended.attempt(), ended.code()));
    Attempt attempt = ended.attempt().ended(how, ended.code(), clock.getAsDouble());
    folder.note(Event.ends(attempt));
    run.ends(attempt);
    teller.ends(attempt, run, folder.attempt(attempt));
    if (attempt.end() == End.DONE) {
      folder.remember(run.stage(), attempt, board.pipeline().place(attempt.machine()));
      processes.forEach((other, process) -> releaseCopy(other, attempt, process));
    }
  }

  private static void releaseCopy(Attempt other, Attempt done, StageProcess process) {
    if (other.stage().equals(done.stage())) {
      process.release();
    }
  }

  private static End how(StageRun run, boolean well) {
    if (run.state() == State.DONE) {
      return End.STOPPED;
    }
    return well ? End.DONE : End.FAILED;
  }

  /** Nothing runs, and the plan has nothing begin: the policy found no place. */
  private void failWithoutPlace() {
    for (StageRun run : board.open()) {
      if (board.ready(run.stage())) {
        run.fail("the plan has no place for it");
        teller.failed(run, clock.getAsDouble());
      }
    }
  }

  /** Ends all processes; what runs counts as interrupted. */
  @Override
  public void close() {
    List<StageProcess> left;
    synchronized (this) {
      closed = true;
      left = new ArrayList<>(processes.values());
      left.forEach(StageProcess::release);
    }
    left.forEach(StageProcess::awaitEnd);
  }
}
