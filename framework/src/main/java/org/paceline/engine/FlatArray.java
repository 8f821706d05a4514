package org.paceline.engine;

import java.lang.ref.Reference;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.paceline.profile.Backend;
import org.paceline.profile.Device;

/**
 * Copies the values of arrays without gaps to Java and back, the quickest way that the backend
 * allows. Thread-safe, as long as no two threads use one array.
 */
public enum FlatArray {
  /**
   * By the address in memory: 10 million values in milliseconds. The memory is the array's, which
   * must not be collected meanwhile.
   */
  POINTER {
    @Override
    public float[] copy(INDArray array) {
      float[] values = new float[Math.toIntExact(array.length())];
      try {
        ((FloatPointer) array.data().addressPointer()).get(values);
      } finally {
        Reference.reachabilityFence(array);
      }
      return values;
    }

    @Override
    void put(INDArray array, float[] values) {
      try {
        ((FloatPointer) array.data().addressPointer()).put(values);
      } finally {
        Reference.reachabilityFence(array);
      }
    }
  },
  /** By operations: on a card the address in memory leads to a copy that may be stale. */
  OPERATION {
    @Override
    public float[] copy(INDArray array) {
      return array.dup('c').data().asFloat();
    }

    @Override
    void put(INDArray array, float[] values) {
      array.assign(Nd4j.create(values, array.shape(), 'c'));
    }
  };

  /**
   * The way that is right for this build.
   *
   * @return by pointer on processors, by operation on cards
   */
  public static FlatArray ofBackend() {
    return Backend.device() == Device.CPU ? POINTER : OPERATION;
  }

  /**
   * Copies values out.
   *
   * @param array an array of {@code FLOAT} without gaps
   * @return its values in their order in memory
   */
  public abstract float[] copy(INDArray array);

  abstract void put(INDArray array, float[] values);

  /**
   * Sets all values.
   *
   * @param array an array of {@code FLOAT} without gaps
   * @param values as many as it has
   * @throws IllegalArgumentException if they are more or fewer
   */
  public void assign(INDArray array, float[] values) {
    if (array.length() != values.length) {
      throw new IllegalArgumentException(
          "the array has %s values, not %s".formatted(array.length(), values.length));
    }
    put(array, values);
  }
}
