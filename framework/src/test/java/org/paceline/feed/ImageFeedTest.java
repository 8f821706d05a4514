package org.paceline.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.api.DataSet;
import org.paceline.data.ExampleBlock;
import org.paceline.data.ImageShape;
import org.paceline.data.Standardisation;

class ImageFeedTest {

  private static final ImageShape DOT = new ImageShape(1, 1, 1);

  @Test
  void everyExampleIsFedOnceInBatches() {
    List<DataSet> batches = feed(Steps.PER_BATCH, 7);
    assertThat(batches).extracting(DataSet::numExamples).containsExactly(4, 4, 2);
    assertThat(pixels(batches)).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
  }

  @Test
  void examplesOfAllBlocksAreMixedBySeed() {
    assertThat(pixels(feed(Steps.PER_BATCH, 7))).isEqualTo(pixels(feed(Steps.PER_BATCH, 7)));
    assertThat(pixels(feed(Steps.PER_BATCH, 7))).isNotEqualTo(pixels(feed(Steps.PER_BATCH, 8)));
  }

  @Test
  void aSynchronousShareIsOneBatch() {
    assertThat(feed(Steps.PER_ROUND, 7)).extracting(DataSet::numExamples).containsExactly(10);
  }

  @Test
  void labelsStayWithTheirImages() {
    for (DataSet batch : feed(Steps.PER_BATCH, 3)) {
      for (int i = 0; i < batch.numExamples(); i++) {
        int pixel = Math.round(batch.getFeatures().getFloat(i, 0, 0, 0) * 255);
        assertThat(batch.getLabels().getRow(i).argMax().getInt(0)).isEqualTo(pixel % 2);
      }
    }
  }

  @Test
  void aSmoothedLabelIsSpreadOverAllClassesWhileTrainingOnly() {
    ImageFeed smoothed =
        new ImageFeed(DOT, 2, 4, Standardisation.none(1), false, Steps.PER_BATCH).smoothed(0.2);
    List<ExampleBlock> one = List.of(block(1, 2));
    assertThat(smoothed.batches(one, 1).next().getLabels().toFloatVector())
        .containsExactly(0.1f, 0.9f);
    assertThat(smoothed.withoutAugmentation().batches(one, 1).next().getLabels().toFloatVector())
        .containsExactly(0, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> smoothed.smoothed(1))
        .withMessage("label smoothing must be at least 0 and less than 1, not 1.0");
  }

  private static List<DataSet> feed(Steps steps, long seed) {
    ImageFeed feed = new ImageFeed(DOT, 2, 4, Standardisation.none(1), false, steps);
    ExampleBlock first = block(0, 4);
    ExampleBlock second = block(4, 10);
    List<DataSet> batches = new ArrayList<>();
    Iterator<DataSet> fed = feed.batches(List.of(first, second), seed);
    fed.forEachRemaining(batches::add);
    return batches;
  }

  private static ExampleBlock block(int from, int to) {
    byte[] pixels = new byte[to - from];
    int[] labels = new int[to - from];
    for (int i = from; i < to; i++) {
      pixels[i - from] = (byte) i;
      labels[i - from] = i % 2;
    }
    return new ExampleBlock(DOT, pixels, labels);
  }

  private static List<Integer> pixels(List<DataSet> batches) {
    List<Integer> pixels = new ArrayList<>();
    for (DataSet batch : batches) {
      for (int i = 0; i < batch.numExamples(); i++) {
        pixels.add(Math.round(batch.getFeatures().getFloat(i, 0, 0, 0) * 255));
      }
    }
    return pixels;
  }
}
