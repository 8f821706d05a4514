package org.paceline.assign.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.paceline.assign.AssignmentProblem;
import org.paceline.assign.Machine;
import org.paceline.assign.Objective;
import org.paceline.assign.Task;
import org.paceline.base.FormatException;

/**
 * A workflow that ran, as WfCommons has it (WfFormat 1.5 and later): its tasks and files, and how
 * long each task took on which machine.
 *
 * <p>T. Coleman, H. Casanova, L. Pottier, M. Kaushik, E. Deelman, R. Ferreira da Silva, WfCommons:
 * a framework for enabling scientific workflow research and development, FGCS 128 (2022).
 */
final class WfCommons {

  private final Fields file;
  private final Reading reading;
  private final Fields specification;
  private final Map<String, WfRun> runs;
  private final WfMachines machines;
  private final List<String> notes = new ArrayList<>();

  WfCommons(Fields file, Optional<List<Machine>> given, Reading reading) {
    this.file = file;
    this.reading = reading;
    specification = WfVersion.part(file, "specification");
    Fields execution = WfVersion.part(file, "execution");
    runs = WfRun.all(execution);
    machines =
        given
            .map(WfMachines::given)
            .orElseGet(() -> WfMachines.of(execution, runs.values(), notes));
  }

  ReadProblem read() {
    Objective objective =
        reading.objective("WfCommons' JSON", Objective.MAKESPAN, Objective.WEIGHTED_COMPLETION);
    Map<String, Fields> specified = specified();
    Map<String, Set<String>> parents = parents(specified);
    WfTransfers transfers = new WfTransfers(specification, specified, reading);
    List<Task> tasks = new ArrayList<>();
    for (String id : specified.keySet()) {
      Task task = task(id);
      for (String parent : parents.get(id)) {
        task = task.after(parent, transfers.seconds(parent, id));
      }
      tasks.add(task);
    }
    noteStrangers(specified.keySet());
    AssignmentProblem problem =
        Rules.kept(file.place(), () -> new AssignmentProblem(tasks, machines.all(), objective));
    return new ReadProblem(problem, "WfCommons", notes);
  }

  private Map<String, Fields> specified() {
    Map<String, Fields> tasks = new LinkedHashMap<>();
    specification.required("tasks");
    specification
        .array("tasks")
        .forEach(
            (place, node) -> {
              Fields task = Fields.of(node, place);
              if (tasks.put(task.name("id"), task) != null) {
                throw new FormatException(
                    "%s: tasks must have ids of their own, but two are '%s'"
                        .formatted(place, task.name("id")));
              }
            });
    return tasks;
  }

  /** Either side may name the other. */
  private static Map<String, Set<String>> parents(Map<String, Fields> tasks) {
    Map<String, Set<String>> parents = new LinkedHashMap<>();
    tasks.keySet().forEach(id -> parents.put(id, new LinkedHashSet<>()));
    tasks.forEach(
        (id, task) -> {
          known(task, "parents", tasks.keySet()).forEach(parents.get(id)::add);
          known(task, "children", tasks.keySet()).forEach(child -> parents.get(child).add(id));
        });
    return parents;
  }

  private static List<String> known(Fields task, String relation, Set<String> ids) {
    List<String> known = new ArrayList<>();
    for (Map.Entry<String, JsonNode> each : task.array(relation).entrySet()) {
      String id = Fields.text(each.getValue(), each.getKey());
      if (!ids.contains(id)) {
        throw new FormatException(
            "%s: '%s' is no task of the workflow".formatted(each.getKey(), id));
      }
      known.add(id);
    }
    return known;
  }

  private Task task(String id) {
    WfRun run = runs.get(id);
    if (run == null) {
      throw new FormatException(
          "%s: task '%s' must have a runtimeInSeconds in workflow.execution.tasks, and is not there"
              .formatted(file.place(), id));
    }
    double work = run.seconds() * machines.speedOf(run);
    return Rules.kept(
        run.place(),
        () -> machines.demanding(Task.named(id).withPriority(run.priority()).withWork(work), run));
  }

  private void noteStrangers(Set<String> ids) {
    long strangers = runs.keySet().stream().filter(id -> !ids.contains(id)).count();
    if (strangers > 0) {
      notes.add(
          "%s tasks of workflow.execution are not in workflow.specification, and left out"
              .formatted(strangers));
    }
  }
}
