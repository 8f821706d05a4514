package org.paceline.assign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.paceline.assign.format.ProblemJson;

/**
 * What goes to the solver's process, a line of JSON with the search and one with the problem, and
 * what comes back, one line. Tasks and machines go by positions.
 */
final class SolverJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private SolverJson() {}

  static String request(AssignmentProblem problem, Proposal start, Budget budget) {
    ObjectNode search = JSON.createObjectNode();
    search.put("until", System.currentTimeMillis() + (long) (1000 * budget.secondsLeft()));
    search.put("seed", (int) (budget.seed() & Integer.MAX_VALUE));
    search.put("workers", Runtime.getRuntime().availableProcessors());
    Map<String, Integer> tasks = numbers(problem.tasks().stream().map(Task::id).toList());
    Map<String, Integer> machines = numbers(problem.machines().stream().map(Machine::id).toList());
    for (Placement placed : start.assignment().placements()) {
      search
          .withArray("start")
          .addArray()
          .add(tasks.get(placed.task()))
          .add(machines.get(placed.machine()))
          .add(placed.start());
    }
    return search + "\n" + ProblemJson.write(problem) + "\n";
  }

  private static Map<String, Integer> numbers(List<String> names) {
    Map<String, Integer> numbers = new HashMap<>();
    names.forEach(name -> numbers.put(name, numbers.size()));
    return numbers;
  }

  static SolverReply reply(String text) {
    try {
      JsonNode reply = JSON.readTree(text);
      if (reply.has("error")) {
        throw new SolverException(reply.get("error").asText());
      }
      List<SolverReply.Place> places = new ArrayList<>();
      reply.path("placements").forEach(place -> places.add(place(place)));
      JsonNode bound = reply.path("bound");
      return new SolverReply(
          reply.path("infeasible").asBoolean(),
          bound.isNumber() ? OptionalDouble.of(bound.asDouble()) : OptionalDouble.empty(),
          places);
    } catch (JsonProcessingException e) {
      throw new SolverException("it answers what is no JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** A triple of task, machine and start. */
  static SolverReply.Place place(JsonNode triple) {
    return new SolverReply.Place(
        triple.get(0).asInt(), triple.get(1).asInt(), triple.get(2).asDouble());
  }
}
