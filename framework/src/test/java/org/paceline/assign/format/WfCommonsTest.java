package org.paceline.assign.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paceline.assign.AssignmentProblem;
import org.paceline.assign.Dependency;
import org.paceline.assign.Machine;
import org.paceline.assign.Objective;
import org.paceline.assign.Resources;
import org.paceline.assign.Task;
import org.paceline.base.FormatException;

class WfCommonsTest {

  private static final String WORKFLOW =
      """
      {"name": "three", "description": "d", "createdAt": "2026-01-01T00:00:00Z", "schemaVersion": "1.5",
       "author": {"name": "a"},
       "workflow": {
        "specification": {
         "tasks": [
          {"name": "split", "id": "a", "parents": [], "children": ["b", "c"], "inputFiles": ["f0"], "outputFiles": ["f1", "f2"]},
          {"name": "work", "id": "b", "parents": ["a"], "children": ["c"], "inputFiles": ["f1", "f2"], "outputFiles": ["f3"]},
          {"name": "merge", "id": "c", "parents": ["a", "b"], "children": [], "inputFiles": ["f3"]}],
         "files": [{"id": "f0", "sizeInBytes": 9}, {"id": "f1", "sizeInBytes": 1000000},
                   {"id": "f2", "sizeInBytes": 2000000}, {"id": "f3", "sizeInBytes": 500000}]},
        "execution": {
         "makespanInSeconds": 99, "executedAt": "2026-01-01T00:00:00Z",
         "tasks": [
          {"id": "a", "runtimeInSeconds": 10.5, "coreCount": 2, "memoryInBytes": 100, "avgCPU": 50, "machines": ["m"]},
          {"id": "b", "runtimeInSeconds": 20, "priority": 3, "machines": ["n"], "command": {"program": "p"}},
          {"id": "c", "runtimeInSeconds": 0, "coreCount": 64, "machine": "m"}],
         "machines": [
          {"nodeName": "m", "system": "linux", "cpu": {"coreCount": 4, "speedInMHz": 2000}, "memoryInBytes": 1000},
          {"nodeName": "n", "cpu": {"coreCount": 8, "speedInMHz": 4000, "vendor": "v"}, "memoryInBytes": 50}]}}}
      """;

  @TempDir private Path folder;

  private Given given() {
    return new Given(folder);
  }

  @Test
  void readsAWorkflow() {
    AssignmentProblem problem = given().read(WORKFLOW);

    assertThat(problem.objective()).isEqualTo(Objective.MAKESPAN);
    assertThat(problem.machines())
        .containsExactly(
            Machine.of("m", Resources.of("cores", 4).and("memoryInBytes", 1000)).withSpeed(2),
            Machine.of("n", Resources.of("cores", 8).and("memoryInBytes", 50)).withSpeed(4));
    assertThat(problem.tasks())
        .containsExactly(
            Task.named("a")
                .withWork(21)
                .withDemand(Resources.of("cores", 2).and("memoryInBytes", 100)),
            Task.named("b")
                .withPriority(3)
                .withWork(80)
                .withDemand(Resources.of("cores", 1).and("memoryInBytes", 0))
                .after("a", 0),
            Task.named("c")
                .withDemand(Resources.of("cores", 8).and("memoryInBytes", 0))
                .after("a", 0)
                .after("b", 0));
  }

  @Test
  void filesTakeTimeWhereThereIsABandwidth() {
    AssignmentProblem problem =
        ProblemFiles.read(given().file("w", WORKFLOW), Given.bandwidth(2)).problem();

    assertThat(problem.tasks().get(1).after()).containsExactly(new Dependency("a", 1.5));
    assertThat(problem.tasks().get(2).after())
        .containsExactly(new Dependency("a", 0), new Dependency("b", 0.25));
  }

  @Test
  void speedsAndMemoryCountWhereEveryMachineTells() {
    AssignmentProblem problem =
        given().read(WORKFLOW.replace(", \"memoryInBytes\": 50}", "}").replace("4000", "null"));

    assertThat(problem.machines())
        .containsExactly(
            Machine.of("m", Resources.of("cores", 4)), Machine.of("n", Resources.of("cores", 8)));
    assertThat(problem.tasks().get(0).work()).isEqualTo(10.5);
    assertThat(problem.tasks().get(0).demand()).contains(Resources.of("cores", 2));
  }

  @Test
  void withoutMachinesAllGoesToOne() {
    String none =
        WORKFLOW
            .replaceAll("(?s),\\s*\"machines\": \\[\\s*\\{.*?\\}\\]\\}\\}\\}", "}}}")
            .replaceAll(", \"machines\": \\[\"[mn]\"\\]", "")
            .replace(", \"machine\": \"m\"", "");

    ReadProblem read = ProblemFiles.read(given().file("w", none), Reading.USUAL);

    assertThat(read.problem().machines())
        .containsExactly(Machine.of("machine", Resources.of("cores", 64)));
    assertThat(read.notes())
        .containsExactly(
            "the workflow names no machine: all tasks go to one with as many cores as the widest has");
  }

  @Test
  void otherMachinesTakeThePlaceOfThoseThatItRanOn() {
    AssignmentProblem problem = given().read(WORKFLOW, "id,cores,speed\nx,4,2\ny,2,1\n");

    assertThat(problem.machines()).extracting(Machine::id).containsExactly("x", "y");
    assertThat(problem.tasks().get(0).work()).isEqualTo(10.5);
    assertThat(problem.tasks().get(2).demand()).contains(Resources.of("cores", 4));
    assertThat(given().read(WORKFLOW, "id,speed\nx,2\n").tasks().get(0).demand()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"1.5\"|\"1.4\"|given: it must be WfFormat 1.5 or a later 1.x, which has workflow.specification and"
            + " workflow.execution, but it is WfFormat 1.4",
        "\"1.5\"|\"2.0\"|given: it must be WfFormat 1.5 or a later 1.x, which has workflow.specification and"
            + " workflow.execution, but it is WfFormat 2.0",
        "\"specification\"|\"tasks\"|given: it must be WfFormat 1.5 or a later 1.x, which has workflow.specification"
            + " and workflow.execution, but it is WfFormat 1.5, and workflow.specification is missing",
        "\"execution\"|\"run\"|given: it must be WfFormat 1.5 or a later 1.x, which has workflow.specification"
            + " and workflow.execution, but it is WfFormat 1.5, and workflow.execution is missing",
        "\"parents\": [\"a\"]|\"parents\": [\"z\"]|given: workflow.specification: tasks[1]: parents[0]: 'z' is no task of the workflow",
        "\"children\": [\"b\", \"c\"]|\"children\": [\"z\"]|given: workflow.specification: tasks[0]: children[0]: 'z' is no task of"
            + " the workflow",
        "\"parents\": []|\"parents\": [\"c\"]|given: tasks must not wait for each other in a circle, as among [a, b, c]",
        "{\"id\": \"a\"|{\"id\": \"q\"|given: task 'a' must have a runtimeInSeconds in workflow.execution.tasks, and is not there",
        "\"runtimeInSeconds\": 10.5, |''|given: workflow.execution: tasks[0], task 'a': runtimeInSeconds is missing",
        "10.5|-1|given: workflow.execution: tasks[0], task 'a': runtimeInSeconds must be at least 0 and finite, not -1.0",
        "10.5|\"1\"|given: workflow.execution: tasks[0], task 'a': runtimeInSeconds must be a number, not '1'",
        "\"speedInMHz\": 2000|\"speedInMHz\": 0|given: workflow.execution: machines[0]: cpu: speedInMHz must be above 0, not 0.0",
        "\"id\": \"b\", \"runtime|\"id\": \"a\", \"runtime|given: workflow.execution: tasks[1], task 'a': a task must be there"
            + " once, not twice",
        "\"id\": \"b\", \"parents|\"id\": \"a\", \"parents|given: workflow.specification: tasks[1]: tasks must have ids of their"
            + " own, but two are 'a'",
        "\"nodeName\": \"n\"|\"nodeName\": \"m\"|given: workflow.execution: machines[1]: machines must have names of their"
            + " own, but two different ones are 'm'",
      })
  void saysWhatIsWrong(String before, String after, String message) {
    given()
        .refusing(WORKFLOW.replace(before, after), Reading.USUAL)
        .isInstanceOf(FormatException.class)
        .hasMessage(message);
  }

  @Test
  void olderFormatsAreNamed() {
    given()
        .refusing(
            "{\"name\": \"old\", \"schemaVersion\": \"1.3\", \"workflow\": {\"tasks\": []}}",
            Reading.USUAL)
        .hasMessageContaining("must be WfFormat 1.5")
        .hasMessageContaining("but it is WfFormat 1.3");
    given()
        .refusing("{\"workflow\": {\"jobs\": []}}", Reading.USUAL)
        .hasMessageContaining("but it is WfFormat without a version, and workflow.specification");
  }

  @Test
  void aFileWithoutASizeIsRefusedWhereThereIsABandwidth() {
    given()
        .refusing(WORKFLOW.replace("{\"id\": \"f3\"", "{\"id\": \"f4\""), Given.bandwidth(1))
        .hasMessage(
            "given: workflow.specification: tasks[1]: outputFiles[0]: file 'f3' must have a size in"
                + " workflow.specification.files, as there is a bandwidth");
    given()
        .refusing(WORKFLOW, Given.objective(Objective.VALUE))
        .hasMessage(
            "the objective of WfCommons' JSON must be makespan or weighted-completion, not value");
  }
}
