package org.paceline.assign.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.paceline.assign.AssignmentProblem;
import org.paceline.assign.Begun;
import org.paceline.assign.Dependency;
import org.paceline.assign.Fit;
import org.paceline.assign.Holding;
import org.paceline.assign.Machine;
import org.paceline.assign.Objective;
import org.paceline.assign.Placement;
import org.paceline.assign.Resources;
import org.paceline.assign.Task;
import org.paceline.assign.Window;
import org.paceline.base.FormatException;

class ProblemJsonTest {

  @Test
  void whatIsWrittenIsReadAsAnEqualProblem() {
    for (long seed = 0; seed < 500; seed++) {
      AssignmentProblem problem = RandomProblems.of(seed);

      AssignmentProblem read = ProblemJson.read(ProblemJson.write(problem));

      assertThat(read).as("seed %s", seed).isEqualTo(problem);
      assertThat(read.toString()).as("seed %s, in its order", seed).isEqualTo(problem.toString());
    }
  }

  @Test
  void readsEachField() {
    AssignmentProblem problem =
        ProblemJson.read(
            """
            {"objective": "lateness", "holding": "whole-plan", "now": 2.5,
             "tasks": [
               {"id": "t0", "priority": 2, "work": 30, "demand": {"cores": 2, "gpu": 0.5},
                "deadline": 60, "copies": 2, "required": true,
                "begun": [{"machine": "m", "start": -3}, {"machine": "n", "start": -3, "finish": 9}]},
               {"id": 1, "seconds": {"m": 4, "n": 5}, "cost": {"n": 7, "m": 6}, "value": 3, "after": ["t0"]},
               {"id": "t2", "after": {"t0": 1.5}, "seconds": 8},
               {"id": "t3", "after": [{"task": "t0", "seconds": 2}, "t2"],
                "on": {"n": {"seconds": 1, "value": 2, "cost": 3, "demand": {"cores": 1}}}}],
             "machines": [
               {"id": "m", "capacity": {"cores": 8, "gpu": 1}, "speed": 2, "hours": [[0, 10], [20, null]],
                "priority": 3, "costPerSecond": 0.1},
               {"id": "n", "capacity": {"cores": 8, "gpu": 1}, "hours": [[1]]}]}
            """);

    Resources capacity = Resources.of("cores", 8).and("gpu", 1);
    Machine m =
        new Machine(
            "m",
            capacity,
            2,
            List.of(new Window(0, 10), new Window(20, Double.POSITIVE_INFINITY)),
            3,
            0.1);
    Machine n =
        Machine.of("n", capacity).withHours(List.of(new Window(1, Double.POSITIVE_INFINITY)));
    Task t0 =
        Task.named("t0")
            .withPriority(2)
            .withWork(30)
            .withDemand(Resources.of("cores", 2).and("gpu", 0.5))
            .withDeadline(60)
            .withCopies(2)
            .required()
            .begun(new Begun("m", -3, OptionalDouble.empty()))
            .begun(new Begun("n", -3, OptionalDouble.of(9)));
    Task t1 =
        Task.named("1")
            .on("m", Fit.USUAL.seconds(4).value(3).cost(6))
            .on("n", Fit.USUAL.seconds(5).value(3).cost(7))
            .after("t0", 0);
    Task t2 =
        Task.named("t2")
            .after("t0", 1.5)
            .on("m", Fit.USUAL.seconds(8))
            .on("n", Fit.USUAL.seconds(8));
    Task t3 =
        Task.named("t3")
            .after("t0", 2)
            .after("t2", 0)
            .on(
                "n",
                new Fit(
                    OptionalDouble.of(1),
                    OptionalDouble.of(2),
                    OptionalDouble.of(3),
                    Optional.of(Resources.of("cores", 1))));
    assertThat(problem)
        .isEqualTo(
            new AssignmentProblem(
                List.of(t0, t1, t2, t3),
                List.of(m, n),
                Objective.LATENESS,
                Holding.WHOLE_PLAN,
                2.5));
    assertThat(problem.tasks().get(2).after()).containsExactly(new Dependency("t0", 1.5));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'id':'a','wrok':3}|the problem: tasks[0], task 'a': 'wrok' is no field; there are [after, begun, copies, cost,"
            + " deadline, demand, id, on, priority, required, seconds, value, work]",
        "{'priority':3}|the problem: tasks[0]: id is missing",
        "{'id':null}|the problem: tasks[0]: id is missing",
        "{'id':true}|the problem: tasks[0]: id must be a text, not true",
        "{'id':''}|the problem: tasks[0], task '': a task must have a name",
        "7|the problem: tasks[0] must be an object, not 7",
        "{'id':'a','work':'3'}|the problem: tasks[0], task 'a': work must be a number, not '3'",
        "{'id':'a','work':-3}|the problem: tasks[0], task 'a': the work of task a must be at least 0 and finite, not -3.0",
        "{'id':'a','work':1e999}|the problem: tasks[0], task 'a': the work of task a must be at least 0 and finite, not Infinity",
        "{'id':'a','copies':1.5}|the problem: tasks[0], task 'a': copies must be a whole number, not 1.5",
        "{'id':'a','copies':9e12}|the problem: tasks[0], task 'a': copies must be a whole number, not 9.0E12",
        "{'id':'a','required':'yes'}|the problem: tasks[0], task 'a': required must be true or false, not 'yes'",
        "{'id':'a','demand':3}|the problem: tasks[0], task 'a': demand must be an object, not 3",
        "{'id':'a','demand':{'cores':[]}}|the problem: tasks[0], task 'a': demand: cores must be a number, not an array",
        "{'id':'a','demand':{'cores':-1}}|the problem: tasks[0], task 'a': demand: the amount of cores must be at least 0"
            + " and finite, not -1.0",
        "{'id':'a','after':'b'}|the problem: tasks[0], task 'a': after must be an array, not 'b'",
        "{'id':'a','after':['b']}|the problem: task a is after 'b', which is no task",
        "{'id':'a','after':[{'task':'b','second':1}]}|the problem: tasks[0], task 'a': after[0]: 'second' is no field;"
            + " there are [seconds, task]",
        "{'id':'a','seconds':{}}|the problem: tasks[0], task 'a': 'seconds' must name at least one machine",
        "{'id':'a','seconds':{'x':3}}|the problem: task a names 'x', which is no machine",
        "{'id':'a','seconds':{'m':-3}}|the problem: tasks[0], task 'a': seconds: a task's seconds must be at least 0"
            + " and finite, not -3.0",
        "{'id':'a','seconds':{'m':3},'cost':{'n':3}}|the problem: tasks[0], task 'a': 'seconds' and 'cost' must name the"
            + " same machines, not [m] and [n]",
        "{'id':'a','on':{'m':{'second':3}}}|the problem: tasks[0], task 'a': on: m: 'second' is no field;"
            + " there are [cost, demand, seconds, value]",
        "{'id':'a','begun':[{'start':3}]}|the problem: tasks[0], task 'a': begun[0]: machine is missing",
        "{'id':'a','begun':[{'machine':'m'}]}|the problem: tasks[0], task 'a': begun[0]: start is missing",
      })
  void saysWhatIsWrongOfATask(String task, String message) {
    String text =
        "{'tasks':[%s],'machines':[{'id':'m','capacity':{'cores':1}}]}"
            .formatted(task)
            .replace('\'', '"');

    assertThatThrownBy(() -> ProblemJson.read(text))
        .isInstanceOf(FormatException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]|the problem must be an object, not an array",
        "{}|the problem: machines is missing",
        "{'machines':[],'tasks':[]}|the problem: a problem needs at least one task and one machine, not 0 and 0",
        "{'machines':{}}|the problem: machines must be an array, not an object",
        "{'machines':[{'id':'m','speed':0}]}|the problem: machines[0], machine 'm': the speed of machine m must be above 0"
            + " and finite, not 0.0",
        "{'machines':[{'id':'m','hours':[3]}]}|the problem: machines[0], machine 'm': hours[0] must be [from, until], not 3",
        "{'machines':[{'id':'m','hours':[[3,2]]}]}|the problem: machines[0], machine 'm': hours[0]: a machine's hours must end"
            + " after they begin, not from 3.0 until 2.0",
        "{'machines':[{'id':'m','hours':[[3,4],[1,2]]}]}|the problem: machines[0], machine 'm': the hours of machine m must be"
            + " in order and apart, not Window[from=3.0, until=4.0] before Window[from=1.0, until=2.0]",
        "{'machines':[{'id':'m','cores':2}]}|the problem: machines[0], machine 'm': 'cores' is no field; there are [capacity,"
            + " costPerSecond, hours, id, priority, speed]",
        "{'machines':[{'id':'m'}],'tasks':[{'id':'a'}],'goal':1}|the problem: 'goal' is no field; there are"
            + " [holding, machines, now, objective, tasks]",
        "{'machines':[{'id':'m'}],'tasks':[{'id':'a'}],'objective':'fun'}|the problem: the objective must be value,"
            + " cost, makespan, weighted-completion or lateness, not 'fun'",
        "{'machines':[{'id':'m'}],'tasks':[{'id':'a'}],'holding':'fun'}|the problem: holding must be while-running"
            + " or whole-plan, not 'fun'",
        "{'machines':[{'id':'m'}],'tasks':[{'id':'a'}],'tasks':[]}|the problem:1:54: must be JSON:"
            + " Duplicate field 'tasks'",
      })
  void saysWhatIsWrongOfAProblem(String text, String message) {
    assertThatThrownBy(() -> ProblemJson.read(text.replace('\'', '"')))
        .isInstanceOf(FormatException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{} {}", "nonsense", "{\"a\": NaN}", "{'a': 1}"})
  void refusesWhatIsNoJson(String text) {
    assertThatThrownBy(() -> ProblemJson.read(text))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("the problem")
        .hasMessageContaining("JSON");
  }

  @Test
  void refusesDepthThatWouldOverflowTheStack() {
    assertThatThrownBy(() -> ProblemJson.read("[".repeat(1_000_000)))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("nesting depth");
  }

  @Test
  void placementsComeBackToTheLastBit() {
    List<Placement> placements =
        List.of(new Placement("a\"", "m", 0.1 + 0.2, 1e300), new Placement("b", "n", -0.0, 1));

    assertThat(PlacementsJson.read(PlacementsJson.write(placements))).isEqualTo(placements);
    assertThatThrownBy(
            () -> PlacementsJson.read("[{\"task\":\"a\",\"machine\":\"m\",\"start\":2}]"))
        .hasMessage("the plan[0]: finish is missing");
  }
}
