package org.paceline.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeldOutTest {

  private static final Examples SHAPES = DataSpec.parse("shapes").open(Subset.TRAIN).first(1000);

  private static Set<String> names(Examples examples) {
    return IntStream.range(0, examples.size()).mapToObj(examples::name).collect(Collectors.toSet());
  }

  @Test
  void everyExampleIsInOnePartAndTheSameEachTime() {
    HeldOut parts = HeldOut.of(SHAPES, 0.1);
    assertThat(parts.validation().size()).isBetween(70, 130);
    Set<String> all = names(parts.training());
    assertThat(all).doesNotContainAnyElementsOf(names(parts.validation()));
    all.addAll(names(parts.validation()));
    assertThat(all).hasSize(1000);
    HeldOut again = HeldOut.of(SHAPES, 0.1);
    assertThat(again.training().fingerprint())
        .isEqualTo(parts.training().fingerprint())
        .isNotEqualTo(parts.validation().fingerprint());
    assertThat(HeldOut.of(SHAPES.first(500), 0.1).validation().size())
        .as("by position alone")
        .isEqualTo(
            (int)
                names(parts.validation()).stream()
                    .filter(name -> Integer.parseInt(name) < 500)
                    .count());
  }

  @Test
  void aRangeHasTheExamplesOfItsPositions() {
    Examples training = HeldOut.of(SHAPES, 0.3).training();
    ExampleBlock block = training.range(90, 40).read();
    assertThat(block.size()).isEqualTo(40);
    int length = SHAPES.shape().length();
    for (int i = 0; i < block.size(); i++) {
      ExampleBlock one = SHAPES.read(Integer.parseInt(training.name(90 + i)), 1);
      assertThat(block.labels()[i]).isEqualTo(one.labels()[0]);
      assertThat(java.util.Arrays.copyOfRange(block.pixels(), i * length, (i + 1) * length))
          .isEqualTo(one.pixels());
    }
  }

  @Test
  void partsThatWouldBeEmptyAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HeldOut.of(SHAPES, 1))
        .withMessage("the part to validate on must be more than 0 and less than 1, not 1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HeldOut.of(SHAPES.first(2), 1e-9))
        .withMessage("a part of 1.0E-9 of 2 examples leaves none to validate on");
  }
}
