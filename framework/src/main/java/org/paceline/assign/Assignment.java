package org.paceline.assign;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Who does what, from when to when.
 *
 * @param placements a copy of a task each, by start
 */
public record Assignment(List<Placement> placements) {

  /** Sorts by start, then by machine and task. */
  public Assignment {
    placements =
        placements.stream()
            .sorted(
                Comparator.comparingDouble(Placement::start)
                    .thenComparing(Placement::machine)
                    .thenComparing(Placement::task))
            .toList();
  }

  /**
   * When the last task ends.
   *
   * @return seconds of the plan's clock; 0 where there is none
   */
  public double makespan() {
    return placements.stream().mapToDouble(Placement::finish).max().orElse(0);
  }

  /**
   * When each task's first copy ends.
   *
   * @return seconds by the tasks' names
   */
  public Map<String, Double> completions() {
    Map<String, Double> ends = new HashMap<>();
    placements.forEach(placed -> ends.merge(placed.task(), placed.finish(), Math::min));
    return ends;
  }

  /**
   * The required tasks that it lacks, or has too few copies of, in the problem's order.
   *
   * @param problem what it is for
   * @return their names; none where it is a whole plan
   */
  public List<String> missing(AssignmentProblem problem) {
    Map<String, Long> copies =
        placements.stream().collect(Collectors.groupingBy(Placement::task, Collectors.counting()));
    return problem.tasks().stream()
        .filter(task -> problem.required(task))
        .filter(task -> copies.getOrDefault(task.id(), 0L) < task.copies())
        .map(Task::id)
        .toList();
  }

  /**
   * How good it is.
   *
   * @param problem what it is for
   * @return the value of its objective
   */
  public double objective(AssignmentProblem problem) {
    return ObjectiveValue.of(problem, this);
  }
}
