package org.paceline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.schedule.ISchedule;
import org.paceline.model.RateSchedule.Shape;

class RateScheduleTest {

  private static final double EXACT = 1e-12;

  /** cos(π/4) = 0.70711, cos(3π/8) = 0.38268, cos(π/3) = 0.5. */
  @ParameterizedTest(name = "{0} after {1} of {2}, batch {3}: {4}")
  @CsvSource({
    "CONSTANT,   0, 1000,    0, 1",
    "CONSTANT,   0, 1000,  999, 1",
    "CONSTANT, 100, 1000,    0, 0.01",
    "CONSTANT, 100, 1000,   49, 0.5",
    "CONSTANT, 100, 1000,   99, 1",
    "CONSTANT, 100, 1000,  100, 1",
    "STEP,       0, 1000,    0, 1",
    "STEP,       0, 1000,  499, 1",
    "STEP,       0, 1000,  500, 0.1",
    "STEP,       0, 1000,  749, 0.1",
    "STEP,       0, 1000,  750, 0.01",
    "STEP,       0, 1000,  999, 0.01",
    "STEP,       0, 1001,  500, 1",
    "STEP,       0, 1001,  501, 0.1",
    "STEP,       0, 1001,  750, 0.1",
    "STEP,       0, 1001,  751, 0.01",
    "STEP,     100, 1000,   49, 0.5",
    "STEP,     100, 1000,  100, 1",
    "STEP,     600, 1000,  599, 1",
    "STEP,     600, 1000,  600, 0.1",
    "COSINE,     0, 1000,    0, 1",
    "COSINE,     0, 1000,  250, 0.85355339",
    "COSINE,     0, 1000,  500, 0.5",
    "COSINE,     0, 1000,  750, 0.14644661",
    "COSINE,     0, 1000, 1000, 0",
    "COSINE,   100, 1000,   49, 0.5",
    "COSINE,   100, 1000,  100, 1",
    "COSINE,   100, 1000,  400, 0.75",
    "COSINE,   100, 1000,  550, 0.5",
    "COSINE,   100, 1000, 1000, 0",
    "COSINE,     0,    1,    0, 1"
  })
  void theCurveGoesAsItsSourceSays(Shape shape, int warmUp, int total, int batch, double factor) {
    assertThat(new RateSchedule(shape, warmUp, total).factor(batch))
        .isEqualTo(factor, within(1e-8));
  }

  /** Where there are as many steps as batches, and for those that are steps anyway. */
  @ParameterizedTest
  @CsvSource({
    "CONSTANT, 0, 5",
    "CONSTANT, 7, 300",
    "STEP, 0, 100000",
    "STEP, 100, 1001",
    "STEP, 60, 64",
    "STEP, 0, 1",
    "STEP, 1, 2",
    "COSINE, 0, 400",
    "COSINE, 100, 500",
    "COSINE, 3, 4",
    "COSINE, 0, 1"
  })
  void aStepOfABatchHasTheCurvesOwnValue(Shape shape, int warmUp, int total) {
    RateSchedule schedule = new RateSchedule(shape, warmUp, total);
    ISchedule dl4j = schedule.dl4j(0.5, 0);
    for (int batch = 0; batch < total; batch++) {
      assertThat(dl4j.valueAt(batch, 0))
          .as("batch %s", batch)
          .isEqualTo(0.5 * schedule.factor(batch), within(EXACT));
    }
    assertThat(schedule.steps()).hasSizeLessThanOrEqualTo(total);
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void aLongRunIsLaidDownInFewStepsCloseToTheCurve(Shape shape) {
    RateSchedule schedule = new RateSchedule(shape, 3910, 78_200);
    ISchedule dl4j = schedule.dl4j(1, 0);
    assertThat(schedule.steps())
        .hasSizeLessThanOrEqualTo(RateSchedule.STEPS + RateSchedule.WARM_UP_STEPS);
    double sum = 0;
    double exact = 0;
    for (int batch = 0; batch < 78_200; batch++) {
      double value = dl4j.valueAt(batch, 0);
      double wanted = schedule.factor(batch);
      assertThat(value).as("batch %s", batch).isEqualTo(wanted, within(0.0051)).isPositive();
      sum += value;
      exact += wanted;
    }
    assertThat(sum).as("no step is biased").isCloseTo(exact, within(exact * 1e-5));
  }

  @Test
  void theLastStepGoesOnAfterTheEnd() {
    ISchedule dl4j = new RateSchedule(Shape.COSINE, 0, 10).dl4j(1, 0);
    assertThat(dl4j.valueAt(11, 5))
        .isEqualTo(dl4j.valueAt(9, 0))
        .isEqualTo(0.0244717, within(1e-7));
  }

  /** A run that goes on with a network of 1,000 batches begins its curve there. */
  @Test
  void theCurveBeginsWhereTheNetworkIs() {
    RateSchedule schedule = new RateSchedule(Shape.COSINE, 2, 10);
    ISchedule first = schedule.dl4j(0.1, 0);
    ISchedule later = schedule.dl4j(0.1, 1000);
    for (int batch = 0; batch < 10; batch++) {
      assertThat(later.valueAt(1000 + batch, 0)).isEqualTo(first.valueAt(batch, 0));
    }
    assertThat(later.valueAt(0, 0)).isEqualTo(0.05, within(EXACT));
  }

  @Test
  void aWarmUpThatIsNoneOrAllOfTheRunIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RateSchedule(Shape.STEP, 10, 10))
        .withMessage("a warm-up must be at least 0 batches and less than the run's 10, not 10");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RateSchedule(Shape.CONSTANT, -1, 10))
        .withMessage("a warm-up must be at least 0 batches and less than the run's 10, not -1");
  }
}
