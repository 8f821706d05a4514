package org.paceline.assign.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.paceline.assign.Fit;
import org.paceline.assign.Holding;
import org.paceline.assign.Machine;
import org.paceline.assign.Objective;
import org.paceline.assign.Resources;
import org.paceline.assign.Task;
import org.paceline.base.FormatException;

/** What people who write tasks should not leave out or misspell, though the model takes it. */
final class OwnRules implements TaskCheck {

  private final String file;

  OwnRules(String file) {
    this.file = file;
  }

  @Override
  public void check(
      List<Task> tasks, Collection<JsonNode> written, List<Machine> machines, Objective objective) {
    Set<String> known = new TreeSet<>();
    machines.forEach(machine -> known.addAll(machine.capacity().amounts().keySet()));
    Iterator<JsonNode> nodes = written.iterator();
    for (Task task : tasks) {
      checkResources(task, known);
      checkDuration(task, nodes.next(), objective);
    }
  }

  private void checkResources(Task task, Set<String> known) {
    task.demand().ifPresent(demand -> checkResources(task, demand, known));
    task.on().values().stream()
        .map(Fit::demand)
        .flatMap(Optional::stream)
        .forEach(demand -> checkResources(task, demand, known));
  }

  private void checkResources(Task task, Resources demand, Set<String> known) {
    for (String name : demand.amounts().keySet()) {
      if (!known.contains(name)) {
        throw new FormatException(
            "%s: task '%s' demands '%s', which no machine has; they have %s"
                .formatted(file, task.id(), name, known.isEmpty() ? "nothing" : known));
      }
    }
  }

  private void checkDuration(Task task, JsonNode written, Objective objective) {
    boolean timed = Holding.usual(objective) == Holding.WHILE_RUNNING;
    boolean told = told(written, "work") || told(written, "seconds") || toldOnEach(written);
    if (timed && !told) {
      throw new FormatException(
          "%s: task '%s' must have work or seconds, as the objective is %s, and has neither"
              .formatted(file, task.id(), objective.title()));
    }
  }

  private static boolean toldOnEach(JsonNode written) {
    boolean all = told(written, "on");
    if (all) {
      for (JsonNode machine : written.get("on")) {
        all &= told(machine, "seconds");
      }
    }
    return all;
  }

  private static boolean told(JsonNode node, String field) {
    return node.hasNonNull(field);
  }
}
