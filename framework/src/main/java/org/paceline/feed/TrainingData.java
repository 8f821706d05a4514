package org.paceline.feed;

import java.util.Optional;
import org.apache.spark.SparkContext;
import org.paceline.data.DataOrigin;

/**
 * Data that a network learns from: known on the driver, read by the executors that train it.
 *
 * @param <T> the type of a block
 */
public interface TrainingData<T> {

  /**
   * The data as blocks that can be dealt.
   *
   * @param context the application's context
   * @return blocks that stay where they were first trained
   */
  BlockSource<T> blocks(SparkContext context);

  /**
   * What a model remembers of its data.
   *
   * @return empty where nobody knows, so that a model of it has no provenance
   */
  default Optional<DataOrigin> origin() {
    return Optional.empty();
  }

  /**
   * Blocks that somebody else cut.
   *
   * @param source the blocks
   * @param <T> the type of a block
   * @return data without an origin
   */
  static <T> TrainingData<T> of(BlockSource<T> source) {
    return context -> source;
  }
}
