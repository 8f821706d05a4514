package org.paceline.model;

import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.paceline.profile.Backend;
import org.paceline.profile.Device;

/** Copies a network's values to Java and back, the quickest way that the backend allows. */
enum FlatArray {
  /** By the address in memory: 10 million values in milliseconds. */
  POINTER {
    @Override
    float[] copy(INDArray array) {
      float[] values = new float[Math.toIntExact(array.length())];
      ((FloatPointer) array.data().addressPointer()).get(values);
      return values;
    }

    @Override
    void put(INDArray array, float[] values) {
      ((FloatPointer) array.data().addressPointer()).put(values);
    }
  },
  /** By operations: on a card the address in memory leads to a copy that may be stale. */
  OPERATION {
    @Override
    float[] copy(INDArray array) {
      return array.dup('c').data().asFloat();
    }

    @Override
    void put(INDArray array, float[] values) {
      array.assign(Nd4j.create(values, array.shape(), 'c'));
    }
  };

  /** The way that is right for this build. */
  static FlatArray ofBackend() {
    return Backend.device() == Device.CPU ? POINTER : OPERATION;
  }

  abstract float[] copy(INDArray array);

  abstract void put(INDArray array, float[] values);

  void assign(INDArray array, float[] values) {
    if (array.length() != values.length) {
      throw new IllegalArgumentException(
          "the network has %d values, not %d".formatted(array.length(), values.length));
    }
    put(array, values);
  }
}
