package org.paceline.assign.format;

import java.util.ArrayList;
import java.util.List;
import org.paceline.assign.AssignmentProblem;
import org.paceline.assign.Fit;
import org.paceline.assign.Machine;
import org.paceline.assign.Objective;
import org.paceline.assign.Resources;
import org.paceline.assign.Task;
import org.paceline.base.FormatException;

/**
 * The OR-Library's generalised assignment problem: m agents and n jobs, m × n costs or values, m ×
 * n amounts of the agent's resource, m capacities. A file has one problem, or the number of
 * problems and then these; which of both is told by the count of numbers.
 *
 * <p>J. E. Beasley, OR-Library: distributing test problems by electronic mail, J. Oper. Res. Soc.
 * 41 (1990); Cattrysse, Salomon, Van Wassenhove (1994).
 */
final class GapFile {

  /** What a job takes of an agent has no name there. */
  private static final String RESOURCE = "resource";

  /** More than any file has. */
  private static final long TOO_MANY = 1L << 40;

  private final NumberText numbers;
  private final Reading reading;

  private GapFile(NumberText numbers, Reading reading) {
    this.numbers = numbers;
    this.reading = reading;
  }

  static ReadProblem read(String text, String file, Reading reading) {
    reading.refuseBandwidth("a GAP file");
    GapFile gap = new GapFile(new NumberText(text, file), reading);
    return ReadProblem.of(gap.problem(gap.begin()), "GAP");
  }

  /** Where the wanted problem begins. */
  private int begin() {
    if (length(0) == numbers.count()) {
      requireInstance(1);
      return 0;
    }
    List<Integer> begins = several();
    int wanted = reading.instance().orElse(1);
    if (begins.size() > 1 && reading.instance().isEmpty()) {
      throw new IllegalArgumentException(
          "%s has %s instances: say which by --instance 1 to %s"
              .formatted(numbers.file(), begins.size(), begins.size()));
    }
    requireInstance(begins.size());
    return begins.get(wanted - 1);
  }

  private void requireInstance(int number) {
    int wanted = reading.instance().orElse(1);
    if (wanted < 1 || wanted > number) {
      throw new IllegalArgumentException(
          "the instance of %s must be from 1 to %s, not %s"
              .formatted(numbers.file(), number, wanted));
    }
  }

  /** Where numbers are wrong, most files mean what their first line looks like. */
  private List<Integer> several() {
    try {
      return begins();
    } catch (FormatException e) {
      throw numbers.firstLine() > 1 ? wrongCount(0, "") : e;
    }
  }

  private List<Integer> begins() {
    List<Integer> begins = new ArrayList<>();
    int problems = numbers.whole(0, 1, "the number of problems");
    long at = 1;
    for (int k = 1; k <= problems; k++) {
      if (at + length((int) at) > numbers.count()) {
        throw wrongCount((int) at, " of problem " + k + " of " + problems);
      }
      begins.add((int) at);
      at += length((int) at);
    }
    if (at != numbers.count()) {
      throw new FormatException(
          "%s: %s problems end with number %s, but there are %s numbers"
              .formatted(numbers.file(), problems, at, numbers.count()));
    }
    return begins;
  }

  private FormatException wrongCount(int at, String which) {
    long left = numbers.count() - at;
    return new FormatException(
        left < 2
            ? "%s: m agents and n jobs%s must have 2 + 2·m·n + m numbers, but there are %s"
                .formatted(numbers.place(at), which, left)
            : "%s: m = %s agents and n = %s jobs%s must have 2 + 2·m·n + m numbers, but there are %s"
                .formatted(numbers.place(at), numbers.text(at), numbers.text(at + 1), which, left));
  }

  /** How many numbers a problem has that begins at a position. */
  private long length(int at) {
    if (at + 1 >= numbers.count()) {
      return TOO_MANY;
    }
    long agents = numbers.whole(at, 1, "the number of agents");
    long jobs = numbers.whole(at + 1, 1, "the number of jobs");
    return agents * jobs > Integer.MAX_VALUE ? TOO_MANY : 2 + 2 * agents * jobs + agents;
  }

  private AssignmentProblem problem(int begin) {
    Objective objective = reading.objective("a GAP file", Objective.COST, Objective.VALUE);
    int agents = numbers.whole(begin, 1, "the number of agents");
    int jobs = numbers.whole(begin + 1, 1, "the number of jobs");
    int worth = begin + 2;
    int held = worth + agents * jobs;
    List<Machine> machines = new ArrayList<>();
    for (int j = 0; j < agents; j++) {
      double capacity = numbers.atLeastZero(held + agents * jobs + j, "a capacity");
      machines.add(Machine.of("" + (j + 1), Resources.of(RESOURCE, capacity)));
    }
    List<Task> tasks = new ArrayList<>();
    for (int i = 0; i < jobs; i++) {
      Task task = Task.named("" + (i + 1)).required();
      for (int j = 0; j < agents; j++) {
        task = task.on("" + (j + 1), fit(worth + j * jobs + i, held + j * jobs + i, objective));
      }
      tasks.add(task);
    }
    return Rules.kept(numbers.file(), () -> new AssignmentProblem(tasks, machines, objective));
  }

  private Fit fit(int worth, int held, Objective objective) {
    double amount = numbers.atLeastZero(worth, "a cost");
    Fit fit = objective == Objective.COST ? Fit.USUAL.cost(amount) : Fit.USUAL.value(amount);
    return fit.demand(Resources.of(RESOURCE, numbers.atLeastZero(held, "what a job takes")));
  }
}
