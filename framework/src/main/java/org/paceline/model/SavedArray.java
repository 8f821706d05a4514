package org.paceline.model;

import java.io.DataInputStream;
import java.io.IOException;
import org.nd4j.common.primitives.Triple;
import org.nd4j.linalg.api.buffer.BaseDataBuffer;
import org.nd4j.linalg.api.buffer.DataBuffer.AllocationMode;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A vector as ND4J writes it, of any type of real numbers and any order.
 *
 * <p>ND4J reserves what a header asks for, and reads where its strides point: both are compared
 * with the bytes that are there before ND4J is asked.
 */
final class SavedArray {

  /** Rank, each axis' length and stride, then three numbers more. */
  private static final int SHAPE_BEYOND_AXES = 4;

  private SavedArray() {}

  /**
   * Reads the next array.
   *
   * @param in a stream over bytes, so that it knows how many are left
   * @return its values
   * @throws IOException if it is damaged, or no vector of real numbers
   */
  static float[] read(DataInputStream in) throws IOException {
    in.mark(Integer.MAX_VALUE);
    long[] shape = numbers(in);
    Triple<AllocationMode, Long, DataType> data = header(in);
    checkVector(shape, data);
    in.reset();
    INDArray array = Nd4j.read(in);
    return array.castTo(DataType.FLOAT).reshape(array.length()).toFloatVector();
  }

  private static long[] numbers(DataInputStream in) throws IOException {
    Triple<AllocationMode, Long, DataType> header = header(in);
    boolean wide = header.getThird() == DataType.INT64;
    if (!wide && header.getThird() != DataType.INT32) {
      throw new IOException("its shape is of type " + header.getThird());
    }
    long[] numbers = new long[Math.toIntExact(header.getSecond())];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = wide ? in.readLong() : in.readInt();
    }
    return numbers;
  }

  private static Triple<AllocationMode, Long, DataType> header(DataInputStream in)
      throws IOException {
    Triple<AllocationMode, Long, DataType> header;
    try {
      header = BaseDataBuffer.readHeader(in);
    } catch (RuntimeException e) {
      throw new IOException("it is no array of ND4J's", e);
    }
    if (header.getThird() == DataType.COMPRESSED) {
      throw new IOException("it is compressed");
    }
    long needed = header.getSecond();
    long width = Math.max(1, header.getThird().width());
    if (needed < 0 || needed > in.available() / width) {
      throw new IOException(
          "it should have %s values and ends after %s".formatted(needed, in.available() / width));
    }
    return header;
  }

  private static void checkVector(long[] shape, Triple<AllocationMode, Long, DataType> data)
      throws IOException {
    if (!data.getThird().isFPType()) {
      throw new IOException("it is of type %s, not of real numbers".formatted(data.getThird()));
    }
    int rank = (shape.length - SHAPE_BEYOND_AXES) / 2;
    if (rank < 1 || rank > 2 || shape[0] != rank) {
      throw new IOException("it is no vector");
    }
    long length = 1;
    for (int axis = 1; axis <= rank; axis++) {
      boolean dense = shape[axis] == 1 || (length == 1 && shape[rank + axis] == 1);
      if (shape[axis] < 1 || !dense) {
        throw new IOException("it is no vector whose values lie one after the other");
      }
      length *= shape[axis];
    }
    if (length != data.getSecond()) {
      throw new IOException(
          "its shape asks for %s values, it has %s".formatted(length, data.getSecond()));
    }
  }
}
