package org.paceline.engine;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One number a channel, both as an array for native operations and in Java, where a few dozen
 * additions cost less than the call of an operation. Not thread-safe.
 */
final class ChannelValues {

  private static final FlatArray VALUES = FlatArray.POINTER;

  private final INDArray array;

  ChannelValues(int channels, float value) {
    try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      array = Nd4j.valueArrayOf(new long[] {channels}, value, DataType.FLOAT);
    }
  }

  /** The array, a vector of C. */
  INDArray array() {
    return array;
  }

  /** What an operation has left in the array. */
  float[] read() {
    return VALUES.copy(array);
  }

  /** Puts these into the array. */
  void write(float[] numbers) {
    VALUES.assign(array, numbers);
  }
}
