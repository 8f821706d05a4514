package org.paceline.assign.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paceline.assign.AssignmentProblem;
import org.paceline.assign.Dependency;
import org.paceline.assign.Holding;
import org.paceline.assign.Objective;
import org.paceline.assign.Resources;
import org.paceline.assign.Task;
import org.paceline.base.FormatException;

class PsplibFileTest {

  private static final String PROJECT =
      """
      ************************************************************************
      file with basedata            : own.bas
      initial value random generator: 1
      ************************************************************************
      projects                      :  1
      jobs (incl. supersource/sink ):  4
      horizon                       :  9
      RESOURCES
        - renewable                 :  2   R
        - nonrenewable              :  0   N
        - doubly constrained        :  0   D
      ************************************************************************
      PROJECT INFORMATION:
      pronr.  #jobs rel.date duedate tardcost  MPM-Time
          1      2      0        9        1        9
      ************************************************************************
      PRECEDENCE RELATIONS:
      jobnr.    #modes  #successors   successors
         1        1          2           2   3
         2        1          1           4
         3        1          1           4
         4        1          0
      ************************************************************************
      REQUESTS/DURATIONS:
      jobnr. mode duration  R 1  R 2
      ------------------------------------------------------------------------
        1      1     0       0    0
        2      1     4       3    0
        3      1     5       0    2
        4      1     0       0    0
      ************************************************************************
      RESOURCEAVAILABILITIES:
        R 1  R 2
          3    2
      ************************************************************************
      """;

  @TempDir private Path folder;

  private Given given() {
    return new Given(folder);
  }

  @Test
  void readsAProject() {
    AssignmentProblem problem = given().read(PROJECT);

    assertThat(problem.objective()).isEqualTo(Objective.MAKESPAN);
    assertThat(problem.holding()).isEqualTo(Holding.WHILE_RUNNING);
    assertThat(problem.machines()).hasSize(1);
    assertThat(problem.machines().get(0).capacity()).isEqualTo(Resources.of("R1", 3).and("R2", 2));
    assertThat(problem.tasks())
        .extracting(Task::id, Task::work)
        .containsExactly(tuple("1", 0.0), tuple("2", 4.0), tuple("3", 5.0), tuple("4", 0.0));
    assertThat(problem.tasks().get(0).demand()).contains(Resources.of("R1", 0).and("R2", 0));
    assertThat(problem.tasks().get(3).after())
        .containsExactly(new Dependency("2", 0), new Dependency("3", 0));
  }

  @Test
  void toleratesOtherLineEndsAndAMark() {
    assertThat(given().read("\uFEFF" + PROJECT.replace("\n", "\r\n")))
        .isEqualTo(given().read(PROJECT));
    assertThat(given().read(PROJECT.replace("    1  ", "\t1\t"))).isEqualTo(given().read(PROJECT));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "projects                      :  1|projects : 2|given: only PSPLIB's files with one project can be read, not with 2",
        "- nonrenewable              :  0|- nonrenewable : 2|given: only PSPLIB's files with no nonrenewable resources"
            + " can be read, not with 2",
        "doubly constrained        :  0|doubly constrained : 1|given: only PSPLIB's files with no doubly constrained"
            + " resources can be read, not with 1",
        "jobs (incl. supersource/sink ):  4|jobs : 5|given: PRECEDENCE RELATIONS must have 5 jobs, as the header says,"
            + " not 4",
        "jobs (incl. supersource/sink ):  4|jobs : x|given:6: jobs must be a number, not 'x'",
        "jobs (incl. supersource/sink ):  4|works : 4|given: 'jobs:' is missing",
        "2        1          1           4|2        3          1           4|given:20: only PSPLIB's files with one"
            + " mode a job can be read, not with 3",
        "2        1          1           4|2        1          2           4|given:20: a row must have 5 numbers,"
            + " not 4",
        "2        1          1           4|2        1          1           7|given:20: a job must be from 1 to 4, not 7",
        "   2        1          1           4|1        1          1           4|given:20: job 1 must have one row, not two",
        "2        1          1           4|2        1          1           1|given: tasks must not wait for each other"
            + " in a circle, as among [1, 2, 3, 4]",
        "2        1          1           4|2        1|given:20: a row must have at least 3 numbers, not 2",
        "2      1     4       3    0|2      1     4       3|given:28: a row must have 5 numbers, not 4",
        "2      1     4       3    0|2      1     -4       3    0|given:28: a duration must be at least 0 and finite, not -4",
        "2      1     4       3    0|2      1     4       3    x|given:28: a demand must be a number, not 'x'",
        "2      1     4       3    0|2      1     4       9    0|given: task 2 needs a machine with the capacity and the"
            + " hours for it, but there is none",
        "3    2|3|given:34: a row must have 2 numbers, not 1",
        "RESOURCEAVAILABILITIES|AVAILABILITIES|given: the section RESOURCEAVAILABILITIES is missing",
      })
  void saysWhatIsWrong(String before, String after, String message) {
    given()
        .refusing(PROJECT.replace(before, after), Reading.USUAL)
        .isInstanceOf(FormatException.class)
        .hasMessage(message);
  }

  @Test
  void refusesWhatDoesNotSuitIt() {
    given()
        .refusing(PROJECT, Given.objective(Objective.COST))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the objective of PSPLIB's .sm must be makespan or weighted-completion, not cost");
    given()
        .refusing(PROJECT, Given.instance(1))
        .hasMessage("an instance can be chosen in a GAP file only, not in PSPLIB's .sm");
  }
}
