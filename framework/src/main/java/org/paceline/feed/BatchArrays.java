package org.paceline.feed;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.paceline.data.ImageShape;
import org.paceline.engine.FlatArray;

/**
 * The arrays that batches are built in, two in turn, so that one batch can be prepared while
 * another is trained and the steps of a chunk allocate none. Not thread-safe.
 */
final class BatchArrays {

  private static final int IN_TURN = 2;
  private static final FlatArray VALUES = FlatArray.ofBackend();

  private final ImageShape shape;
  private final int classes;
  private final float own;
  private final float others;
  private final float[] features;
  private final float[] labels;
  private final DataSet[] sets = new DataSet[IN_TURN];
  private int turn;

  BatchArrays(ImageShape shape, int classes, int examples, double smoothing) {
    this.others = (float) (smoothing / classes);
    this.own = (float) (1 - smoothing + smoothing / classes);
    this.shape = shape;
    this.classes = classes;
    this.features = new float[examples * shape.length()];
    this.labels = new float[examples * classes];
  }

  /** Where the images of the next batch go, one after the other. */
  float[] features() {
    return features;
  }

  /** Sets the class of an example of the next batch; none if it is −1. */
  void label(int example, int label) {
    int from = example * classes;
    Arrays.fill(labels, from, from + classes, label < 0 ? 0 : others);
    if (label >= 0) {
      labels[from + label] = own;
    }
  }

  /** The batch of what was put in last; it is good until the second call after this one. */
  DataSet batch(int examples) {
    turn = (turn + 1) % IN_TURN;
    if (sets[turn] == null || sets[turn].numExamples() != examples) {
      sets[turn] = create(examples);
    }
    fill(sets[turn].getFeatures(), features);
    fill(sets[turn].getLabels(), labels);
    return sets[turn];
  }

  private DataSet create(int examples) {
    long[] images = {examples, shape.channels(), shape.height(), shape.width()};
    return new DataSet(
        Nd4j.createUninitialized(DataType.FLOAT, images, 'c'),
        Nd4j.createUninitialized(DataType.FLOAT, new long[] {examples, classes}, 'c'));
  }

  private static void fill(INDArray array, float[] values) {
    int length = Math.toIntExact(array.length());
    VALUES.assign(array, values.length == length ? values : Arrays.copyOf(values, length));
  }
}
