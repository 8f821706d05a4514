package org.paceline.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleCardsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "unset",
      value = {
        "GPU-1a-2b | unset            | bound to GPU-1a-2b",
        "GPU-1a-2b | GPU-1a-2b        | bound to GPU-1a-2b, as CUDA_VISIBLE_DEVICES said before",
        "GPU-1a-2b | GPU-1a           | bound to GPU-1a-2b, as CUDA_VISIBLE_DEVICES said before",
        "GPU-1a-2b | GPU-0, GPU-1a-2b | bound to GPU-1a-2b, one of the 2 in CUDA_VISIBLE_DEVICES",
        "MIG-7/1/0 | unset            | bound to MIG-7/1/0"
      })
  void theAssignedCardIsShownAlone(String card, String before, String done) {
    assertThat(VisibleCards.agreement(card, Optional.ofNullable(before))).isEqualTo(done);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GPU-2", "0", "0,1", "", "NoDevFiles"})
  void aLauncherThatShowsOtherCardsIsContradicted(String before) {
    assertThatThrownBy(() -> VisibleCards.agreement("GPU-1a", Optional.of(before)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "Spark assigned GPU-1a, but CUDA_VISIBLE_DEVICES is '%s' already: leave it unset,"
                + " or let it list that UUID",
            before);
  }

  @Test
  void anOrdinalIsNoAddress() {
    assertThatThrownBy(() -> VisibleCards.agreement("0", Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a card is assigned by its UUID, GPU-…, not '0'; conf/gpu-discovery.sh lists UUIDs");
  }
}
