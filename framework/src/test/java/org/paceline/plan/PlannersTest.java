package org.paceline.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlannersTest {

  private static final List<WorkerSpeed> WORKERS =
      List.of(WorkerSpeed.of("a", 8), WorkerSpeed.of("b", 4), WorkerSpeed.of("c", 2));

  @Test
  void equalSharesIgnoreSpeed() {
    assertThat(new EqualPlanner().plan(WORKERS, 9).units()).containsExactly(3, 3, 3);
    assertThat(new EqualPlanner().plan(WORKERS, 10).units()).containsExactly(4, 3, 3);
  }

  @Test
  void equalSharesTakeAsLongAsTheSlowestWorker() {
    Quotas quotas = new EqualPlanner().plan(WORKERS, 42);
    assertThat(quotas.seconds()).isEqualTo(7);
    assertThat(quotas.boundSeconds()).isEqualTo(3);
    assertThat(quotas.efficiency()).isEqualTo(3 / 7.0, within(1e-12));
  }

  @Test
  void aRatioIsKeptWhateverTheSpeeds() {
    assertThat(new RatioPlanner(List.of(1.0, 0.0, 3.0)).plan(WORKERS, 8).units())
        .containsExactly(2, 0, 6);
  }

  @Test
  void aRatioYieldsToCaps() {
    List<WorkerSpeed> capped =
        List.of(new WorkerSpeed("a", 8, 0, 1), WORKERS.get(1), new WorkerSpeed("c", 2, 0, 2));
    assertThat(new RatioPlanner(List.of(4.0, 2.0, 1.0)).plan(capped, 14).units())
        .containsExactly(1, 11, 2);
  }

  @Test
  void aRatioOfAnotherLengthIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RatioPlanner(List.of(1.0, 2.0)).plan(WORKERS, 8))
        .withMessage("the ratio [1.0, 2.0] has 2 parts, but there are 3 workers");
  }

  @Test
  void aRatioOfNothingIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RatioPlanner(List.of(0.0, 0.0)))
        .withMessage("the parts of a ratio must be at least 0 and not all 0, not [0.0, 0.0]");
  }

  @Test
  void impossibleWorkersAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WorkerSpeed.of("a", Double.NaN))
        .withMessage("the speed of worker a must be at least 0 and finite, not NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WorkerSpeed("a", 1, -1, 1))
        .withMessage("the fixed cost of worker a must be at least 0 and finite, not -1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WorkerSpeed("a", 1, 0, -1))
        .withMessage("the cap of worker a must be at least 0, not -1");
  }
}
