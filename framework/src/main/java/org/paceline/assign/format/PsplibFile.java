package org.paceline.assign.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.paceline.assign.AssignmentProblem;
import org.paceline.assign.Machine;
import org.paceline.assign.Objective;
import org.paceline.assign.Resources;
import org.paceline.assign.Task;
import org.paceline.base.FormatException;

/**
 * A project of PSPLIB with one mode a job ({@code .sm}): jobs that need amounts of renewable
 * resources, and wait for each other. All resources together are one machine; the dummy jobs at the
 * begin and the end stay, with a duration of 0.
 *
 * <p>R. Kolisch, A. Sprecher, PSPLIB: a project scheduling problem library, Eur. J. Oper. Res. 96
 * (1997).
 */
final class PsplibFile {

  private static final String MACHINE = "project";

  private final PsplibText text;
  private final Map<Integer, List<Integer>> successors = new LinkedHashMap<>();
  private final Map<Integer, Task> tasks = new LinkedHashMap<>();

  private PsplibFile(PsplibText text) {
    this.text = text;
  }

  static ReadProblem read(String text, String file, Reading reading) {
    String name = "PSPLIB's .sm";
    reading.refuseInstance(name);
    reading.refuseBandwidth(name);
    Objective objective =
        reading.objective(name, Objective.MAKESPAN, Objective.WEIGHTED_COMPLETION);
    PsplibFile psplib = new PsplibFile(new PsplibText(text, file));
    AssignmentProblem problem = psplib.problem(objective, file);
    return ReadProblem.of(problem, "PSPLIB");
  }

  private AssignmentProblem problem(Objective objective, String file) {
    checkKind();
    int jobs = text.header("jobs");
    int resources = text.header("renewable");
    text.rows("PRECEDENCE RELATIONS").forEach(row -> readSuccessors(row, jobs));
    text.rows("REQUESTS/DURATIONS").forEach(row -> readJob(row, jobs, resources));
    requireAll(successors.size(), jobs, "PRECEDENCE RELATIONS");
    requireAll(tasks.size(), jobs, "REQUESTS/DURATIONS");
    successors.forEach(this::order);
    Machine machine = Machine.of(MACHINE, capacity(resources));
    return Rules.kept(
        file,
        () -> new AssignmentProblem(List.copyOf(tasks.values()), List.of(machine), objective));
  }

  private void checkKind() {
    requireHeader("projects", 1, "one project");
    requireHeader("nonrenewable", 0, "no nonrenewable resources");
    requireHeader("doubly constrained", 0, "no doubly constrained resources");
  }

  private void requireHeader(String name, int allowed, String rule) {
    int number = text.header(name);
    if (number != allowed) {
      throw new FormatException(
          "%s: only PSPLIB's files with %s can be read, not with %s"
              .formatted(text.file(), rule, number));
    }
  }

  private void requireAll(int found, int jobs, String section) {
    if (found != jobs) {
      throw new FormatException(
          "%s: %s must have %s jobs, as the header says, not %s"
              .formatted(text.file(), section, jobs, found));
    }
  }

  private void readSuccessors(PsplibText.Row row, int jobs) {
    row.requireAtLeast(3);
    int job = row.job(0, jobs);
    row.requireOneMode(1);
    int number = row.whole(2, "the number of successors");
    row.requireExactly(3 + number);
    List<Integer> all = new ArrayList<>();
    for (int k = 0; k < number; k++) {
      all.add(row.job(3 + k, jobs));
    }
    row.requireNew(successors.put(job, all) == null, job);
  }

  private void readJob(PsplibText.Row row, int jobs, int resources) {
    row.requireExactly(3 + resources);
    int job = row.job(0, jobs);
    row.requireOneMode(1);
    Resources demand = Resources.NONE;
    for (int r = 0; r < resources; r++) {
      demand = demand.and(name(r), row.atLeastZero(3 + r, "a demand"));
    }
    Task task = Task.named("" + job).required().withWork(row.atLeastZero(2, "a duration"));
    row.requireNew(tasks.put(job, task.withDemand(demand)) == null, job);
  }

  private void order(int job, List<Integer> followers) {
    for (int follower : followers) {
      tasks.compute(follower, (number, task) -> task.after("" + job, 0));
    }
  }

  private Resources capacity(int resources) {
    List<PsplibText.Row> rows = text.rows("RESOURCEAVAILABILITIES");
    requireAvailabilities(rows);
    rows.get(0).requireExactly(resources);
    Resources capacity = Resources.NONE;
    for (int r = 0; r < resources; r++) {
      capacity = capacity.and(name(r), rows.get(0).atLeastZero(r, "a capacity"));
    }
    return capacity;
  }

  private void requireAvailabilities(List<PsplibText.Row> rows) {
    if (rows.size() != 1) {
      throw new FormatException(
          "%s: RESOURCEAVAILABILITIES must have one line of numbers, not %s"
              .formatted(text.file(), rows.size()));
    }
  }

  private static String name(int resource) {
    return "R" + (resource + 1);
  }
}
