package org.paceline.jobs.pipeline;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.paceline.assign.Assigner;
import org.paceline.assign.Assignment;
import org.paceline.assign.AssignmentProblem;
import org.paceline.assign.Begun;
import org.paceline.assign.Budget;
import org.paceline.assign.Fit;
import org.paceline.assign.Holding;
import org.paceline.assign.Machine;
import org.paceline.assign.Objective;
import org.paceline.assign.Policies;
import org.paceline.assign.Task;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what is to run where and when, given what is done and what runs. */
final class Planner {

  private static final Logger LOG = LoggerFactory.getLogger(Planner.class);

  /** One that leaves out what has no place. */
  private static final String SAFE_POLICY = "heft";

  private static final double SEARCH_SECONDS = 1.5;
  private static final long SEED = 1;

  /** By how much of its time a run that should be over is thought to need more. */
  private static final double OVERDUE = 0.25;

  private static final double LEAST_OVERDUE = 2;

  private final Pipeline pipeline;
  private final String policy;
  private final ToDoubleFunction<Stage> seconds;

  /** Takes the policy's name, and what stages should take on a machine of speed 1. */
  Planner(Pipeline pipeline, String policy, ToDoubleFunction<Stage> seconds) {
    this.pipeline = pipeline;
    this.policy = policy;
    this.seconds = seconds;
  }

  /** A plan for all that is open; without those for which there is no place. */
  Assignment plan(Board board, double now) {
    Set<String> open = new HashSet<>();
    board.open().forEach(run -> open.add(run.stage().name()));
    List<Task> tasks =
        board.open().stream().map(run -> task(run, open, now)).collect(Collectors.toList());
    if (tasks.isEmpty()) {
      return new Assignment(List.of());
    }
    List<Machine> machines = pipeline.places().stream().map(Place::machine).toList();
    AssignmentProblem problem =
        new AssignmentProblem(tasks, machines, objective(tasks), Holding.WHILE_RUNNING, now);
    try {
      return assign(problem, policy);
    } catch (IllegalStateException e) {
      // Stages run: they are worth more than the best plan.
      LOG.warn("policy {} has no plan, so {} plans: {}", policy, SAFE_POLICY, e.getMessage());
      return assign(problem, SAFE_POLICY);
    }
  }

  private static Assignment assign(AssignmentProblem problem, String policy) {
    Budget budget = Budget.of(SEARCH_SECONDS, SEED, System::nanoTime);
    return new Assigner(Policies.named(policy)).assign(problem, budget).assignment();
  }

  private static Objective objective(List<Task> tasks) {
    if (tasks.stream().anyMatch(task -> task.deadline().isPresent())) {
      return Objective.LATENESS;
    }
    boolean alike = tasks.stream().mapToDouble(Task::priority).distinct().count() < 2;
    return alike ? Objective.MAKESPAN : Objective.WEIGHTED_COMPLETION;
  }

  private Task task(StageRun run, Set<String> open, double now) {
    Stage stage = run.stage();
    Task task =
        Task.named(stage.name())
            .withPriority(stage.priority())
            .withWork(seconds.applyAsDouble(stage))
            .withCopies(run.copies());
    for (Place place : pipeline.places()) {
      task = task.on(place.name(), Fit.USUAL.demand(Demands.of(stage, place)));
    }
    for (String before : stage.after()) {
      task = open.contains(before) ? task.after(before, 0) : task;
    }
    if (stage.deadline().isPresent()) {
      task = task.withDeadline(stage.deadline().getAsDouble());
    }
    for (Attempt attempt : run.running()) {
      task = task.begun(begun(attempt, stage, now));
    }
    return task;
  }

  private Begun begun(Attempt attempt, Stage stage, double now) {
    return new Begun(
        attempt.machine(), attempt.start(), OptionalDouble.of(finish(attempt, stage, now)));
  }

  /** When a run should end; one that should have ended is given some more time, again and again. */
  private double finish(Attempt attempt, Stage stage, double now) {
    double planned = attempt.start() + seconds(stage, attempt.machine());
    return planned > now
        ? planned
        : now + Math.max(LEAST_OVERDUE, OVERDUE * (now - attempt.start()));
  }

  /** What a stage should take on a machine. */
  double seconds(Stage stage, String machine) {
    return seconds.applyAsDouble(stage) / pipeline.place(machine).machine().speed();
  }

  /** The open stages that no machine has hours for any more. */
  List<StageRun> outOfHours(Board board, double now) {
    List<StageRun> found = new ArrayList<>();
    for (StageRun run : board.open()) {
      double work = seconds.applyAsDouble(run.stage());
      long there =
          pipeline.places().stream()
              .filter(
                  place ->
                      Demands.within(Demands.of(run.stage(), place), place.machine().capacity()))
              .filter(place -> Demands.inHours(place, now, work))
              .count();
      if (run.running().isEmpty() && there < run.copies()) {
        found.add(run);
      }
    }
    return found;
  }
}
