package org.paceline.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.paceline.exchange.Averaging.Contribution;

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
    NetworkState before = new NetworkState(new float[] {10, 10}, new float[] {100}, 7);
    List<NetworkState> states =
        List.of(
            new NetworkState(new float[] {1, 2}, new float[] {4}, 10),
            new NetworkState(new float[] {5, 6}, new float[] {8}, 8));
    List<Contribution> took = List.of(new Contribution(300, 3), new Contribution(100, 1));
    NetworkState byExamples = WeightedSum.average(before, states, took, new ExampleAveraging());
    assertThat(byExamples.parameters()).containsExactly(2, 3);
    assertThat(byExamples.updater()).containsExactly(5);
    assertThat(byExamples.iterations()).isEqualTo(7 + 3);
    NetworkState half = WeightedSum.average(before, states, took, all -> List.of(0.25, 0.25));
    assertThat(half.parameters()).containsExactly(6.5f, 7f);
  }

  @Test
  void anUnknownNameIsRefusedWithTheNamesThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Averaging.named("median"))
        .withMessage("averaging is one of examples, uniform, normalized, not 'median'");
  }
}
