package org.paceline.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.paceline.exchange.Averaging.Contribution;
import org.paceline.model.Counts;
import org.paceline.model.ParameterRange;

class AveragingTest {

  private static final List<Contribution> FOUR_TO_ONE =
      List.of(new Contribution(400, 40), new Contribution(100, 10));

  @Test
  void examplesWeighByExamples() {
    assertThat(new ExampleAveraging().weights(FOUR_TO_ONE)).containsExactly(0.8, 0.2);
  }

  @Test
  void uniformWeighsAllAlike() {
    assertThat(new UniformAveraging().weights(FOUR_TO_ONE)).containsExactly(0.5, 0.5);
  }

  /** By FedNova: p = (.8, .2), mean steps 34, so .8·34/40 and .2·34/10. */
  @Test
  void normalizedDividesByStepsAndRestoresTheirMean() {
    List<Double> weights = new NormalizedAveraging().weights(FOUR_TO_ONE);
    assertThat(weights.get(0)).isCloseTo(0.68, within(1e-12));
    assertThat(weights.get(1)).isCloseTo(0.68, within(1e-12));
  }

  @Test
  void normalizedEqualsExamplesWhereAllTakeTheSameSteps() {
    List<Contribution> alike = List.of(new Contribution(300, 5), new Contribution(100, 5));
    assertThat(new NormalizedAveraging().weights(alike))
        .containsExactlyElementsOf(new ExampleAveraging().weights(alike));
  }

  @Test
  void parametersAndUpdaterStateAreAveragedAlikeAndTheRestStaysWithTheStart() {
    NetworkState before =
        new NetworkState(new float[] {10, 10}, new float[] {100}, new Counts(7, 7, 0));
    List<NetworkState> states =
        List.of(
            new NetworkState(new float[] {1, 2}, new float[] {4}, new Counts(10, 10, 0)),
            new NetworkState(new float[] {5, 6}, new float[] {8}, new Counts(8, 8, 0)));
    List<Contribution> took = List.of(new Contribution(300, 3), new Contribution(100, 1));
    NetworkState byExamples =
        new WeightedSum(new ExampleAveraging(), List.of()).combine(before, states, took, 4);
    assertThat(byExamples.parameters()).containsExactly(2, 3);
    assertThat(byExamples.updater()).containsExactly(5);
    assertThat(byExamples.counts()).isEqualTo(new Counts(7 + 3, 7 + 4, 0));
    NetworkState half =
        new WeightedSum(all -> List.of(0.25, 0.25), List.of()).combine(before, states, took, 4);
    assertThat(half.parameters()).containsExactly(6.5f, 7f);
  }

  /** The mean of three variances is none that is larger than all, or negative. */
  @Test
  void whatHasNoGradientIsAveragedByExamplesWhateverTheStrategy() {
    NetworkState before = state(10, 10, 10);
    List<NetworkState> states = List.of(state(1, 1, 1), state(2, 2, 2), state(4, 4, 4));
    List<Contribution> took =
        List.of(new Contribution(400, 4), new Contribution(200, 2), new Contribution(100, 1));
    NetworkState average =
        new WeightedSum(new NormalizedAveraging(), List.of(new ParameterRange(1, 2)))
            .combine(before, states, took, 7);
    // Steps of 100 examples: each weighs three times a third, and the start 1 less the sum.
    double weight = (16 + 4 + 1) / 7.0 / 7;
    double normalised = 7 * weight + (1 - 3 * weight) * 10;
    assertThat(average.parameters()[0]).isCloseTo((float) normalised, within(1e-5f));
    assertThat(average.parameters()[1]).isCloseTo((4 + 4 + 4) / 7f, within(1e-6f));
    assertThat(average.parameters()[2]).isEqualTo(average.parameters()[0]);
  }

  private static NetworkState state(float... parameters) {
    return new NetworkState(parameters, new float[0], new Counts(0, 0, 0));
  }

  @Test
  void anUnknownNameIsRefusedWithTheNamesThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Averaging.named("median"))
        .withMessage("averaging is one of examples, uniform, normalized, not 'median'");
  }
}
