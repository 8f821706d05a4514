package org.paceline.jobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.paceline.assign.Machine;
import org.paceline.assign.Resources;
import org.paceline.jobs.pipeline.Attempt.End;

/** What docs/pipelines.md says of pipeline.json. */
class OutcomeTest {

  private static Stage stage(String name, String... after) {
    return new Stage(
        name,
        "keep-best",
        List.of(),
        List.of(after),
        1,
        1,
        OptionalDouble.empty(),
        Optional.empty(),
        1,
        OptionalDouble.empty());
  }

  private static Outcome outcome() {
    Place here = new Place(Machine.of("here", Resources.of("cores", 1)), List.of());
    Pipeline pipeline =
        new Pipeline("p", Path.of("/"), List.of(here), List.of(stage("a"), stage("b", "a")));
    Board board = Board.of(pipeline);
    Attempt first = Attempt.begun("a", 1, "here", 0);
    board.run("a").begins(first);
    board.run("a").ends(first.ended(End.FAILED, 3, 2.5));
    Attempt second = Attempt.begun("a", 2, "here", 3.5);
    board.run("a").begins(second);
    board.run("a").ends(second.ended(End.DONE, 0, 6));
    board.run("b").skip("it is after x");
    FirstPlan plan = new FirstPlan("best", 60, List.of(new FirstPlan.Planned("a", "here", 0, 60)));
    return Outcome.of(board, plan, 0, Path.of("/runs/p"));
  }

  @Test
  void itsDocumentHasTheFieldsThatAreDocumented() {
    assertThat(PipelineFolder.asJson(outcome()))
        .isEqualTo(
            """
            {
              "name" : "p",
              "state" : "failed",
              "begun" : "1970-01-01T00:00:00Z",
              "seconds" : 6.0,
              "plannedSeconds" : 60.0,
              "policy" : "best",
              "stages" : [ {
                "name" : "a",
                "job" : "keep-best",
                "state" : "done",
                "reason" : "",
                "machine" : "here",
                "planned" : [ {
                  "stage" : "a",
                  "machine" : "here",
                  "start" : 0.0,
                  "finish" : 60.0
                } ],
                "start" : 3.5,
                "finish" : 6.0,
                "output" : "/runs/p/stages/a/attempt-2/output",
                "runs" : [ {
                  "stage" : "a",
                  "number" : 1,
                  "machine" : "here",
                  "start" : 0.0,
                  "finish" : 2.5,
                  "end" : "FAILED",
                  "code" : 3
                }, {
                  "stage" : "a",
                  "number" : 2,
                  "machine" : "here",
                  "start" : 3.5,
                  "finish" : 6.0,
                  "end" : "DONE",
                  "code" : 0
                } ]
              }, {
                "name" : "b",
                "job" : "keep-best",
                "state" : "skipped",
                "reason" : "it is after x",
                "machine" : null,
                "planned" : [ ],
                "start" : null,
                "finish" : null,
                "output" : null,
                "runs" : [ ]
              } ]
            }
            """);
  }

  @Test
  void itsTableIsForPeople() {
    assertThat(outcome().table().toString().lines())
        .containsExactly(
            "stage  machine  runs  planned s   real s  state",
            "a      here        2   0.0-60.0  3.5-6.0  done",
            "b      -           0          -        -  skipped: it is after x");
  }

  @Test
  void itsPictureHasPlanAndReality() {
    assertThat(outcome().picture(List.of("here")))
        .contains("here, planned", "here, happened", "a 1", "a 2", "failed");
  }
}
