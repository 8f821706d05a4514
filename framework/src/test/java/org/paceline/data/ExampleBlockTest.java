package org.paceline.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ExampleBlockTest {

  private static final ImageShape SHAPE = new ImageShape(1, 2, 3);

  @Test
  void aBlockHasAsManyImagesAsLabels() {
    assertThat(new ExampleBlock(SHAPE, new byte[12], new int[2]).size()).isEqualTo(2);
    assertThat(new ExampleBlock(SHAPE, new byte[0], new int[0]).size()).isZero();
  }

  @Test
  void missingOrSurplusValuesAreRefusedWithBothNumbers() {
    assertThatThrownBy(() -> new ExampleBlock(SHAPE, new byte[11], new int[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2 labels of 2×3×1 images need 12 values, not 11");
    assertThatThrownBy(() -> new ExampleBlock(SHAPE, new byte[18], new int[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2 labels of 2×3×1 images need 12 values, not 18");
  }

  @Test
  void aShapeCountsItsValues() {
    ImageShape shape = new ImageShape(3, 4, 5);
    assertThat(shape.plane()).isEqualTo(20);
    assertThat(shape.length()).isEqualTo(60);
    assertThat(shape).hasToString("4×5×3");
  }
}
