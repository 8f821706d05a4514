package org.paceline.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.broadcast.BroadcastAddOp;
import org.nd4j.linalg.factory.Nd4j;

class ProcessorExecutionerTest {

  /** Only compiled code forgets what it reads no more. */
  private static final int UNTIL_COMPILED = 10_000;

  /** Along the columns of so many, which lie far from each other, adding takes a while. */
  private static final int ROWS = 4_000;

  private static final int COLUMNS = 10_000;

  private volatile WeakReference<Object> dimensions;

  @Test
  void isWhatNd4jRunsOperationsWith() {
    assertThat(Nd4j.getExecutioner()).isInstanceOf(ProcessorExecutioner.class);
  }

  @RepeatedTest(3)
  void theDimensionsAreThereUntilTheLastValueIsAdded() {
    INDArray small = Nd4j.zeros(DataType.FLOAT, 2, 2);
    INDArray pair = Nd4j.ones(DataType.FLOAT, 2);
    for (int i = 0; i < UNTIL_COMPILED; i++) {
      addColumn(small, pair);
    }
    dimensions = null;
    INDArray large = Nd4j.zeros(DataType.FLOAT, ROWS, COLUMNS);
    INDArray column = Nd4j.ones(DataType.FLOAT, ROWS);
    CompletableFuture<Void> adding = CompletableFuture.runAsync(() -> addColumn(large, column));
    while (dimensions == null && !adding.isDone()) {
      Thread.onSpinWait();
    }
    while (!adding.isDone()) {
      System.gc();
      boolean collected = dimensions.get() == null;
      assertThat(collected && last(large) == 0)
          .as("the dimensions were collected before the last value was added")
          .isFalse();
    }
    adding.join();
    assertThat(last(large)).isEqualTo(1);
  }

  private static float last(INDArray array) {
    return array.getFloat(ROWS - 1, COLUMNS - 1);
  }

  /** Nobody but ND4J holds the operation. */
  private void addColumn(INDArray to, INDArray column) {
    Nd4j.getExecutioner().exec(adding(to, column));
  }

  private BroadcastAddOp adding(INDArray to, INDArray column) {
    BroadcastAddOp operation = new BroadcastAddOp(to, column, to, 0);
    dimensions = new WeakReference<>(operation.dimensions().data());
    return operation;
  }
}
