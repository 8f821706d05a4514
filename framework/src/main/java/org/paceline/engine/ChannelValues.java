package org.paceline.engine;

import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One number a channel, both as an array for native operations and in Java, where a few dozen
 * additions cost less than the call of an operation. Not thread-safe.
 */
final class ChannelValues {

  private final INDArray array;
  private final float[] values;

  ChannelValues(int channels, float value) {
    try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      array = Nd4j.valueArrayOf(new long[] {channels}, value, DataType.FLOAT);
    }
    values = new float[channels];
  }

  /** The array, a vector of C. */
  INDArray array() {
    return array;
  }

  /** What an operation has left in the array. */
  float[] read() {
    return read(array, values);
  }

  /** Puts these into the array. */
  void write(float[] numbers) {
    write(numbers, array);
  }

  static float[] read(INDArray from, float[] to) {
    ((FloatPointer) from.data().addressPointer()).get(to);
    return to;
  }

  static void write(float[] from, INDArray to) {
    ((FloatPointer) to.data().addressPointer()).put(from);
  }
}
