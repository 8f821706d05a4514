package org.paceline.jobs.pipeline;

import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.paceline.assign.Assignment;

/** From a coordinator's start to its end: what was before, what happens, what came of it. */
final class Session {

  private final Pipeline pipeline;
  private final Planner planner;
  private final PipelineFolder folder;
  private final Teller teller;

  Session(Pipeline pipeline, Planner planner, PipelineFolder folder, Teller teller) {
    this.pipeline = pipeline;
    this.planner = planner;
    this.folder = folder;
    this.teller = teller;
  }

  /**
   * Runs what is not done.
   *
   * @param started what this session was started with
   * @param policy the policy's name
   * @param text the pipeline's file
   * @return empty where it was told to end before
   */
  Optional<Outcome> run(Event.Session started, String policy, String text)
      throws InterruptedException {
    DoubleSupplier clock = clock(started.begun());
    // Before the session is noted, as --resume takes it up from then on.
    folder.file(text);
    folder.note(Event.session(clock.getAsDouble(), started));
    Board board = History.of(folder, teller, started.begun(), clock).board(pipeline);
    Optional<FirstPlan> earlier =
        FirstPlan.read(folder.path(), why -> teller.say(clock.getAsDouble(), why));
    Assignment next =
        earlier.isPresent() ? new Assignment(List.of()) : planner.plan(board, clock.getAsDouble());
    FirstPlan plan = earlier.orElseGet(() -> keep(FirstPlan.of(policy, next)));
    if (folder.past().isEmpty()) {
      teller.begins(plan, clock.getAsDouble());
    } else {
      teller.goesOn(board, clock.getAsDouble());
    }
    Coordinator coordinator =
        new Coordinator(board, new Schedule(next.placements()), planner, folder, teller, clock);
    Thread hook = new Thread(() -> stop(coordinator, clock), "paceline-pipeline-stop");
    Runtime.getRuntime().addShutdownHook(hook);
    try (coordinator) {
      return coordinator.run()
          ? Optional.of(Outcome.of(board, plan, started.begun(), folder.path()))
          : Optional.empty();
    } finally {
      forget(hook);
    }
  }

  private FirstPlan keep(FirstPlan plan) {
    folder.json(FirstPlan.FILE, plan);
    return plan;
  }

  private void stop(Coordinator coordinator, DoubleSupplier clock) {
    teller.say(
        clock.getAsDouble(),
        "stopped; the same command with --output " + folder.path() + " goes on");
    coordinator.close();
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The virtual machine is already shutting down: the hook is the one that runs.
    }
  }

  /** Seconds after the pipeline's begin; within a session they never go back. */
  private static DoubleSupplier clock(long begun) {
    double before = Math.max(0, System.currentTimeMillis() - begun) / 1000.0;
    long start = System.nanoTime();
    return () -> Math.round((before + (System.nanoTime() - start) / 1e9) * 1000) / 1000.0;
  }
}
