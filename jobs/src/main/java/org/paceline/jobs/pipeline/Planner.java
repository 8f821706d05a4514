package org.paceline.jobs.pipeline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.paceline.assign.Assigner;
import org.paceline.assign.Assignment;
import org.paceline.assign.AssignmentProblem;
import org.paceline.assign.Begun;
import org.paceline.assign.Budget;
import org.paceline.assign.Dependency;
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
    if (board.open().isEmpty()) {
      return new Assignment(List.of());
    }
    try {
      return assign(problem(board, now));
    } catch (IllegalArgumentException e) {
      // Stages run, and end well: what is open then has no place.
      LOG.error("what is open cannot be planned: {}", e.getMessage());
      return new Assignment(List.of());
    }
  }

  private AssignmentProblem problem(Board board, double now) {
    Set<String> open =
        board.open().stream().map(run -> run.stage().name()).collect(Collectors.toSet());
    List<Task> tasks = board.open().stream().map(run -> task(run, open, now)).toList();
    List<Machine> machines = pipeline.places().stream().map(Place::machine).toList();
    return new AssignmentProblem(tasks, machines, objective(tasks), Holding.WHILE_RUNNING, now);
  }

  private Assignment assign(AssignmentProblem problem) {
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
    return new Task(
        stage.name(),
        stage.priority(),
        seconds.applyAsDouble(stage),
        Optional.empty(),
        fits(run),
        stage.deadline(),
        stage.after().stream().filter(open::contains).map(it -> new Dependency(it, 0)).toList(),
        run.copies(),
        Task.Need.USUAL,
        run.running().stream().map(attempt -> begun(attempt, stage, now)).toList());
  }

  private Map<String, Fit> fits(StageRun run) {
    Map<String, Fit> fits = new LinkedHashMap<>();
    for (Place place : pipeline.places()) {
      if (!run.hasFailedOn(place.name())) {
        fits.put(place.name(), Fit.USUAL.demand(Demands.of(run.stage(), place)));
      }
    }
    return fits;
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

  /**
   * Checks that each stage can be done within the hours of the machines, as long as it is thought
   * to take.
   */
  void checkHours(Board board) {
    for (StageRun run : outOfHours(board, 0)) {
      throw new IllegalArgumentException(
          "stage %s takes %s s on a machine of speed 1 and wants %s machines at once, for which the"
                  .formatted(run.stage().name(), seconds.applyAsDouble(run.stage()), run.copies())
              + " hours of those with room for it are not long enough");
    }
  }

  /** The open stages that no machine has hours for any more. */
  List<StageRun> outOfHours(Board board, double now) {
    return board.open().stream()
        .filter(run -> run.running().isEmpty())
        .filter(run -> placesWithHours(run, now) < run.copies())
        .toList();
  }

  private long placesWithHours(StageRun run, double now) {
    double work = seconds.applyAsDouble(run.stage());
    return pipeline.places().stream()
        .filter(place -> !run.hasFailedOn(place.name()) && Demands.fits(run.stage(), place))
        .filter(place -> Demands.inHours(place, now, work))
        .count();
  }
}
