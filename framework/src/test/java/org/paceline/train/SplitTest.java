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
