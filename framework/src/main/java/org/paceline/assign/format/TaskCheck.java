package org.paceline.assign.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;
import org.paceline.assign.Machine;
import org.paceline.assign.Objective;
import org.paceline.assign.Task;

/** What is checked of tasks beyond the model's rules, before these. */
interface TaskCheck {

  /** Of what another program writes nothing. */
  TaskCheck NONE = (tasks, written, machines, objective) -> {};

  /** Throws where it is broken; what tasks were read from comes in the same order. */
  void check(
      List<Task> tasks, Collection<JsonNode> written, List<Machine> machines, Objective objective);
}
