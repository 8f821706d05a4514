package org.paceline.benchmarks.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TorchRowTest {

  private static final List<Double> SHARES = List.of(0.8, 0.4, 0.2);

  @ParameterizedTest
  @EnumSource(TorchRow.class)
  void partsAddUp(TorchRow row) {
    for (int examples = 0; examples < 300; examples++) {
      assertThat(row.parts(SHARES, examples).stream().mapToInt(Integer::intValue).sum())
          .isEqualTo(examples);
    }
  }

  @Test
  void tunedBatchesAreInProportionToTheShares() {
    assertThat(TorchRow.DDP_TUNED.parts(SHARES, 7 * 64)).containsExactly(256, 128, 64);
    assertThat(TorchRow.DDP_TUNED.parts(List.of(0.5), 64)).containsExactly(64);
  }

  @Test
  void otherBatchesAreEqual() {
    assertThat(TorchRow.DDP_EQUAL.parts(SHARES, 192)).containsExactly(64, 64, 64);
    assertThat(TorchRow.LOCAL_SGD.parts(SHARES, 192)).containsExactly(64, 64, 64);
    assertThat(TorchRow.DDP_EQUAL.parts(SHARES, 80))
        .allSatisfy(part -> assertThat(part).isBetween(26, 27));
  }
}
