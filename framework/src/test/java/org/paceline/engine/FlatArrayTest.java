package org.paceline.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class FlatArrayTest {

  @ParameterizedTest
  @EnumSource
  void whatIsPutCanBeCopiedOutAgain(FlatArray way) {
    INDArray array = Nd4j.zeros(1, 4);
    way.assign(array, new float[] {1, 2, 3, 4});
    assertThat(array.sumNumber().doubleValue()).isEqualTo(10);
    array.addi(1);
    assertThat(way.copy(array)).containsExactly(2, 3, 4, 5);
  }

  @ParameterizedTest
  @EnumSource
  void aViewIsChangedWithinItsBounds(FlatArray way) {
    INDArray whole = Nd4j.zeros(1, 6);
    INDArray view = whole.get(NDArrayIndex.all(), NDArrayIndex.interval(2, 5));
    way.assign(view, new float[] {7, 8, 9});
    assertThat(way.copy(view)).containsExactly(7, 8, 9);
    assertThat(whole.toFloatVector()).containsExactly(0, 0, 7, 8, 9, 0);
  }

  @ParameterizedTest
  @EnumSource
  void anotherNumberOfValuesIsRefused(FlatArray way) {
    assertThatThrownBy(() -> way.assign(Nd4j.zeros(1, 4), new float[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the array has 4 values, not 3");
  }

  @Test
  void aBuildForProcessorsCopiesByPointer() {
    assertThat(FlatArray.ofBackend()).isEqualTo(FlatArray.POINTER);
  }
}
