package org.paceline.benchmarks.cifar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.paceline.data.DataSpec;
import org.paceline.data.ExampleBlock;
import org.paceline.data.Examples;
import org.paceline.data.Subset;

class ReorderedExamplesTest {

  private final Examples whole = DataSpec.parse("shapes").open(Subset.TEST).first(50);

  @Test
  void examplesComeWithTheirLabelsInTheOtherOrder() {
    int[] backwards = IntStream.range(0, 50).map(i -> 49 - i).toArray();
    Examples reordered = new ReorderedExamples(whole, backwards);
    ExampleBlock block = reordered.range(10, 3).read();
    int length = whole.shape().length();
    for (int i = 0; i < 3; i++) {
      ExampleBlock one = whole.read(39 - i, 1);
      assertThat(block.labels()[i]).isEqualTo(one.labels()[0]);
      assertThat(Arrays.copyOfRange(block.pixels(), i * length, (i + 1) * length))
          .isEqualTo(one.pixels());
    }
    assertThat(reordered.fingerprint()).isNotEqualTo(whole.fingerprint());
  }

  @Test
  void anOrderOfAnotherSizeIsRefused() {
    assertThatThrownBy(() -> new ReorderedExamples(whole, new int[3]))
        .hasMessage("an order of 3 examples is not one of 50");
  }
}
