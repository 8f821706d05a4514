package org.paceline.assign.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paceline.assign.AssignmentProblem;
import org.paceline.assign.Fit;
import org.paceline.assign.Machine;
import org.paceline.assign.Objective;
import org.paceline.assign.Resources;
import org.paceline.assign.Task;
import org.paceline.assign.Window;
import org.paceline.base.FormatException;

class TablesTest {

  private static final String MACHINES =
      "machine,cores,GPU,speed,hours,costPerSecond\nm,8,1,2,0-10;20-,0.5\nn,4,,,,\n";

  @TempDir private Path folder;

  private Given given() {
    return new Given(folder);
  }

  @Test
  void readsBothTables() {
    AssignmentProblem problem =
        given()
            .read(
                """
                Task,priority,work,cores,GPU,deadline,after,copies,required,seconds@m,cost@m
                t:0,2,30,2,1,60,,1,yes,,
                "t,1",,20,1,,,t:0;t:0:3,2,,,
                "t ""2""\",1,,1,0,,t:0:1.5,,no,4,7
                """,
                MACHINES);

    Machine m =
        new Machine(
            "m",
            Resources.of("cores", 8).and("GPU", 1),
            2,
            List.of(new Window(0, 10), new Window(20, Double.POSITIVE_INFINITY)),
            1,
            0.5);
    Task t0 =
        Task.named("t:0")
            .withPriority(2)
            .withWork(30)
            .withDemand(Resources.of("cores", 2).and("GPU", 1))
            .withDeadline(60)
            .required();
    Task t1 =
        Task.named("t,1")
            .withWork(20)
            .withDemand(Resources.of("cores", 1))
            .after("t:0", 0)
            .after("t:0", 3)
            .withCopies(2);
    Task t2 =
        Task.named("t \"2\"")
            .withDemand(Resources.of("cores", 1).and("GPU", 0))
            .after("t:0", 1.5)
            .on("m", Fit.USUAL.seconds(4).cost(7));
    assertThat(problem)
        .isEqualTo(
            new AssignmentProblem(
                List.of(t0, t1, t2),
                List.of(m, Machine.of("n", Resources.of("cores", 4))),
                Objective.MAKESPAN));
  }

  @Test
  void jsonAndTablesGoTogether() {
    AssignmentProblem problem =
        given().read("id,work,cores\na,3,1\n", "[{\"id\": \"m\", \"capacity\": {\"cores\": 2}}]");

    assertThat(
            given().read("[{\"id\":\"a\",\"work\":3,\"demand\":{\"cores\":1}}]", "id,cores\nm,2"))
        .isEqualTo(problem);
    assertThat(
            given()
                .read(
                    "{\"tasks\":[{\"id\":\"a\",\"work\":3,\"demand\":{\"cores\":1}}]}",
                    "{\"machines\":[{\"id\":\"m\",\"capacity\":{\"cores\":2}}]}"))
        .isEqualTo(problem);
  }

  @Test
  void toleratesAMarkAndOtherLineEnds() {
    String tasks = "id,work\na,3\n\nb,4\n";

    for (String end : List.of("\r\n", "\r")) {
      assertThat(given().read("\uFEFF" + tasks.replace("\n", end), "id\nm"))
          .isEqualTo(given().read(tasks, "id\nm"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id,work;a,x|tasks:2, column 'work' must be a number, not 'x'",
        "id,work;a,NaN|tasks:2, column 'work' must be a number, not 'NaN'",
        "id,work;a,0x1p3|tasks:2, column 'work' must be a number, not '0x1p3'",
        "id,work;a,-1|tasks:2, task 'a': the work of task a must be at least 0 and finite, not -1.0",
        "id,work;a|tasks:2: a row must have 2 cells, as the header, not 1",
        "id,work;a,1,2|tasks:2: a row must have 2 cells, as the header, not 3",
        "id,work|tasks must have a row below its header, and has none",
        "work,cores;3,1|tasks: the header must have one column of [id, task, name], separated by commas, and has none: work,cores",
        "id,task;3,1|tasks: the header must have one column of [id, task, name], separated by commas, and has 2: id,task",
        "id,work,work;a,1,1|tasks: columns must have names of their own, but 'work' is there twice",
        "id,,work;a,1,1|tasks: columns must have names of their own, but '' is none",
        "id,work;,1|tasks:2: id is missing",
        "id,work;a,1;a,2|tasks: the names of tasks must be different, but two are 'a'",
        "id,work,after;a,1,b|tasks: task a is after 'b', which is no task",
        "id,work,coers;a,1,1|tasks: task 'a' demands 'coers', which no machine has; they have [GPU, cores]",
        "id,wrok;a,1|tasks: task 'a' demands 'wrok', which no machine has; they have [GPU, cores]",
        "id,cores;a,1|tasks: task 'a' must have work or seconds, as the objective is makespan, and has neither",
        "id,seconds@x;a,1|tasks: task a names 'x', which is no machine",
        "id,secs@m;a,1|tasks:2, column 'secs@m': before '@' there must be one of [seconds, value, cost], not 'secs'",
        "id,seconds,seconds@m;a,1,1|tasks:2, column 'seconds@m': 'seconds' must be given either for all machines or by machine",
        "id,work,required;a,1,maybe|tasks:2, column 'required' must be true or false, not 'maybe'",
        "id,work,copies;a,1,1.5|tasks:2, task 'a': copies must be a whole number, not 1.5",
        "id,work;\"a,1|tasks:2: a quoted cell must be closed",
        "id,work;\"a\"b,1|tasks:2: a ',' must follow a quoted cell, not 'b'",
        "id,work;a\"b,1|tasks:2: a cell with '\"' must be quoted as a whole, with each '\"' doubled",
      })
  void saysWhatIsWrongOfTasks(String tasks, String message) {
    given()
        .refusing(tasks.replace(';', '\n'), MACHINES)
        .isInstanceOf(FormatException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id,speed/m,0|machines:2, machine 'm': the speed of machine m must be above 0 and finite, not 0.0",
        "id,hours/m,x|machines:2, column 'hours' must be windows of seconds such as 0-3600;7200-, not 'x'",
        "id,hours/m,5-3|machines:2, machine 'm': hours[0]: a machine's hours must end after they begin, not from 5.0 until 3.0",
        "id,cores/m,-3|machines:2, machine 'm': capacity: the amount of cores must be at least 0 and finite, not -3.0",
        "2 2/1|machines must be a table or JSON of machines, and is neither",
      })
  void saysWhatIsWrongOfMachines(String machines, String message) {
    given()
        .refusing("id,work\na,1\n", machines.replace('/', '\n'))
        .isInstanceOf(FormatException.class)
        .hasMessage(message);
  }

  @Test
  void aTableAloneIsNotEnough() {
    given()
        .refusing("id,work\na,1\n", Reading.USUAL)
        .hasMessage(
            "given is a table, which has either tasks or machines: both are needed, a file each");
    given()
        .refusing("[]", Reading.USUAL)
        .hasMessage(
            "given is a list, which has either tasks or machines: both are needed, a file each");
  }

  @Test
  void saysWhatIsNoFile() throws IOException {
    assertThatThrownBy(() -> ProblemFiles.read(folder.resolve("none"), Reading.USUAL))
        .hasMessage("there is no file " + folder.resolve("none"));
    assertThatThrownBy(() -> ProblemFiles.read(folder, Reading.USUAL))
        .hasMessage(folder + " must be a file, not a folder");
    given().refusing(" \n", Reading.USUAL).hasMessage("given must not be empty");
    given()
        .refusing("a\0b", Reading.USUAL)
        .hasMessage("given must be text in UTF-8, but has zero bytes");
    Path latin = Files.write(folder.resolve("l"), "id\nä".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> ProblemFiles.read(latin, Reading.USUAL))
        .hasMessage(latin + " must be text in UTF-8, and is not");
  }
}
