package org.paceline.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.plan.WorkerSpeed;

class SplitTest {

  private static final List<WorkerSpeed> WORKERS =
      List.of(WorkerSpeed.of("a", 3), WorkerSpeed.of("b", 1));

  @TempDir private Path folder;

  @Test
  void namesAndRatiosMakePlanners() {
    assertThat(units("proportional", 0)).containsExactly(6, 2);
    assertThat(units("equal", 0)).containsExactly(4, 4);
    assertThat(units("1:3", 5)).containsExactly(2, 6);
    assertThat(units("1:0", 5)).containsExactly(8, 0);
  }

  @Test
  void aRecordedPlanIsRepeatedRoundByRound() throws IOException {
    Path plan = folder.resolve("plan.json");
    Files.writeString(plan, "{\"rounds\": [{\"quotas\": [5, 3]}, {\"quotas\": [1, 7]}]}");
    assertThat(units(plan.toString(), 0)).containsExactly(5, 3);
    assertThat(units(plan.toString(), 1)).containsExactly(1, 7);
    assertThat(units(plan.toString(), 2)).containsExactly(1, 7);
  }

  @Test
  void aRoundThatWasCutShortIsRepeatedAsItWasTrained() throws IOException {
    Path plan = folder.resolve("plan.json");
    Files.writeString(
        plan,
        """
        {"rounds": [{"quotas": [5, 3], "trained": [5, 1]}, {"quotas": [5, 3], "trained": [0, 0]},
                    {"quotas": [4, 4], "trained": [4, 4]}]}
        """);
    Split split = Split.parse(plan.toString());
    assertThat(split.fixed()).isTrue();
    assertThat(split.parts()).hasValue(2);
    assertThat(split.units(0)).hasValue(6);
    assertThat(split.planner(0).plan(WORKERS, 6).units()).containsExactly(5, 1);
    assertThat(split.units(1)).hasValue(8);
    assertThat(split.units(2)).isEmpty();
  }

  @Test
  void aWorkerThatJoinedHasNothingInTheRoundsBefore() throws IOException {
    Path plan = folder.resolve("plan.json");
    Files.writeString(plan, "{\"rounds\": [{\"trained\": [8]}, {\"trained\": [6, 2]}]}");
    assertThat(Split.parse(plan.toString()).parts()).hasValue(2);
    assertThat(units(plan.toString(), 0)).containsExactly(8, 0);
    assertThat(units(plan.toString(), 1)).containsExactly(6, 2);
  }

  @Test
  void onlyFixedQuotasIgnoreSpeeds() {
    assertThat(Split.parse("proportional").fixed()).isFalse();
    assertThat(Split.parse("equal").fixed()).isTrue();
    assertThat(Split.parse("equal").parts()).isEmpty();
    assertThat(Split.parse("4:2:1").fixed()).isTrue();
    assertThat(Split.parse("4:2:1").parts()).hasValue(3);
  }

  @Test
  void theOthersTakeThePartOfAWorkerThatIsGone() {
    List<WorkerSpeed> workers =
        List.of(WorkerSpeed.of("a", 3), new WorkerSpeed("b", 0, 0, 0), WorkerSpeed.of("c", 9));
    assertThat(Split.parse("4:2:1").planner(0).plan(workers, 10).units()).containsExactly(8, 0, 2);
    assertThat(Split.parse("0:2:0").planner(0).plan(workers, 10).units()).containsExactly(5, 0, 5);
    assertThat(Split.parse("equal").planner(0).plan(workers, 10).units()).containsExactly(5, 0, 5);
  }

  @Test
  void anythingElseIsRefused() throws IOException {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Split.parse("fair"))
        .withMessage(
            "split is one of proportional, equal, a ratio such as 4:2:1, or a plan.json, not 'fair'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Split.parse("1..2:3"))
        .withMessage("a part of a ratio is a number, not '1..2'");
    Path empty = folder.resolve("empty.json");
    Files.writeString(empty, "{}");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Split.parse(empty.toString()))
        .withMessage("the recorded plan " + empty + " has no rounds");
  }

  private static List<Integer> units(String split, int round) {
    return Split.parse(split).planner(round).plan(WORKERS, 8).units();
  }
}
