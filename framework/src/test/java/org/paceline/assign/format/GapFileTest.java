package org.paceline.assign.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paceline.assign.AssignmentProblem;
import org.paceline.assign.Holding;
import org.paceline.assign.Objective;
import org.paceline.assign.Task;
import org.paceline.base.FormatException;

class GapFileTest {

  private static final String ONE = " 2 3\n 1 2 3\n 4 5 6\n 7 8 9\n 10 11 12\n 30 31\n";
  private static final String OTHER = "1 1\n 5\n 1\n 2\n";

  @TempDir private Path folder;

  private Given given() {
    return new Given(folder);
  }

  @Test
  void readsOneProblem() {
    AssignmentProblem problem = given().read(ONE);

    assertThat(problem.objective()).isEqualTo(Objective.COST);
    assertThat(problem.holding()).isEqualTo(Holding.WHOLE_PLAN);
    assertThat(problem.machines()).extracting("id").containsExactly("1", "2");
    assertThat(problem.machines().get(1).capacity().amount("resource")).isEqualTo(31);
    assertThat(problem.tasks()).extracting(Task::id).containsExactly("1", "2", "3");
    assertThat(problem.tasks()).extracting(Task::need).containsOnly(Task.Need.REQUIRED);
    Task third = problem.tasks().get(2);
    assertThat(third.on().get("1").cost()).hasValue(3);
    assertThat(third.on().get("2").cost()).hasValue(6);
    assertThat(third.on().get("1").demand().orElseThrow().amount("resource")).isEqualTo(9);
    assertThat(third.on().get("2").demand().orElseThrow().amount("resource")).isEqualTo(12);
  }

  @Test
  void linesMeanNothing() {
    assertThat(given().read("\uFEFF\r\n" + ONE.replace("\n", "\r\n"))).isEqualTo(given().read(ONE));
    assertThat(given().read(ONE.replace('\n', '\t'))).isEqualTo(given().read(ONE));
    assertThat(given().read(ONE.replace(" ", "\n"))).isEqualTo(given().read(ONE));
  }

  @Test
  void theSameNumbersAreValuesWhereThatIsWanted() {
    Reading values = Given.objective(Objective.VALUE);

    AssignmentProblem problem = ProblemFiles.read(given().file("gap", ONE), values).problem();

    assertThat(problem.objective()).isEqualTo(Objective.VALUE);
    assertThat(problem.tasks().get(2).on().get("2").value()).hasValue(6);
    assertThat(problem.tasks()).allMatch(problem::required);
  }

  @Test
  void oneOfSeveralIsChosen() {
    String both = "2\n" + ONE + OTHER;

    for (int k = 1; k <= 2; k++) {
      assertThat(ProblemFiles.read(given().file("both", both), Given.instance(k)).problem())
          .isEqualTo(given().read(k == 1 ? ONE : OTHER));
    }
    assertThat(given().read("1\n" + ONE)).isEqualTo(given().read(ONE));
    given()
        .refusing(both, Reading.USUAL)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("given has 2 instances: say which by --instance 1 to 2");
    given()
        .refusing(both, Given.instance(3))
        .hasMessage("the instance of given must be from 1 to 2, not 3");
    given()
        .refusing(ONE, Given.instance(2))
        .hasMessage("the instance of given must be from 1 to 1, not 2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2 3; 1 2 3|given:1: m = 2 agents and n = 3 jobs must have 2 + 2·m·n + m numbers, but there are 5",
        "2 3; 1 2 3 4 5 6; 1 2 3 4 5 6; 7 8; 9|given:1: m = 2 agents and n = 3 jobs must have 2 + 2·m·n + m"
            + " numbers, but there are 17",
        "2; 1 1 5 1 2|given:2: m agents and n jobs of problem 2 of 2 must have 2 + 2·m·n + m numbers, but there are 0",
        "2; 1 1 5 1 2; 2 2 1|given:3: m = 2 agents and n = 2 jobs of problem 2 of 2 must have 2 + 2·m·n + m"
            + " numbers, but there are 3",
        "1; 1 1 5 1 2; 4|given: 1 problems end with number 6, but there are 7 numbers",
        "1 1; 5; x; 2|given:3: each word must be a number, not 'x'",
        "1 1; 5; -1; 2|given:3: what a job takes must be at least 0 and finite, not -1",
        "1 1; -5; 1; 2|given:2: a cost must be at least 0 and finite, not -5",
        "1 1; 5; 1; -2|given:4: a capacity must be at least 0 and finite, not -2",
        "1 1; 5; 1; 1e999|given:4: a capacity must be at least 0 and finite, not 1e999",
        "0 1; 5; 1; 2|given:1: the number of agents must be at least 1, not 0",
        "1.5 1; 5; 1; 2|given:1: the number of agents must be a whole number, not 1.5",
        "2000000000 2000000000|given:1: m = 2000000000 agents and n = 2000000000 jobs must have"
            + " 2 + 2·m·n + m numbers, but there are 2",
        "7|given:1: m agents and n jobs of problem 1 of 7 must have 2 + 2·m·n + m numbers, but there are 0",
        "1 1; 5; 3; 2|given: task 1 needs a machine with the capacity and the hours for it, but there is none",
      })
  void saysWhatIsWrong(String lines, String message) {
    given()
        .refusing(lines.replace(';', '\n'), Reading.USUAL)
        .isInstanceOf(FormatException.class)
        .hasMessage(message);
  }

  @Test
  void refusesWhatDoesNotSuitIt() {
    given()
        .refusing(ONE, Given.objective(Objective.MAKESPAN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the objective of a GAP file must be cost or value, not makespan");
    given()
        .refusing(ONE, Given.bandwidth(3))
        .hasMessage(
            "a bandwidth counts with sizes of files, which WfCommons' JSON has, not a GAP file");
    given()
        .refusing(ONE, "id\nm\n")
        .hasMessage("tasks has machines of its own: a file of machines does not go with it");
  }
}
