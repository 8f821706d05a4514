package org.paceline.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StandardisationTest {

  @Test
  void eachChannelHasMeanZeroAndDeviationOneAfterwards() {
    ImageShape shape = new ImageShape(3, 4, 5);
    SplittableRandom random = new SplittableRandom(7);
    int[] widths = {256, 40, 3};
    int[] values =
        IntStream.range(0, 1234 * shape.length())
            .map(i -> random.nextInt(widths[i / shape.plane() % 3]))
            .toArray();
    Examples examples = MemoryExamples.of(shape, values);
    float[] converted = convert(Standardisation.of(examples), examples);
    for (int channel = 0; channel < 3; channel++) {
      double[] own = channel(converted, shape, channel);
      double mean = IntStream.range(0, own.length).mapToDouble(i -> own[i]).sum() / own.length;
      double squares =
          IntStream.range(0, own.length).mapToDouble(i -> own[i] * own[i]).sum() / own.length;
      double limit = channel == 2 ? 0.82 : 1;
      assertThat(mean).isCloseTo(0, within(1e-4));
      assertThat(Math.sqrt(squares)).isCloseTo(limit, within(0.01));
    }
  }

  @Test
  void meanAndDeviationAreMeasuredOverUnsignedValues() {
    Examples examples = MemoryExamples.of(new ImageShape(1, 1, 2), 0, 250, 250, 0);
    assertThat(Standardisation.of(examples))
        .isEqualTo(new Standardisation(List.of(125f), List.of(125f)));
  }

  @Test
  void channelsAreMeasuredApart() {
    Examples examples = MemoryExamples.of(new ImageShape(2, 1, 2), 10, 20, 200, 240);
    assertThat(Standardisation.of(examples))
        .isEqualTo(new Standardisation(List.of(15f, 220f), List.of(5f, 20f)));
  }

  @Test
  void aChannelWithoutVariationIsOnlyShifted() {
    Examples examples = MemoryExamples.of(new ImageShape(1, 1, 3), 7, 7, 7);
    Standardisation standardisation = Standardisation.of(examples);
    assertThat(standardisation).isEqualTo(new Standardisation(List.of(7f), List.of(1f)));
    assertThat(convert(standardisation, examples)).containsExactly(0, 0, 0);
  }

  @Test
  void ofManyExamplesASampleOfAllIsMeasured() {
    int[] values = IntStream.range(0, 60_000).map(i -> i < 30_000 ? 10 : 250).toArray();
    Standardisation measured =
        Standardisation.of(MemoryExamples.of(new ImageShape(1, 1, 1), values));
    assertThat(measured.mean().get(0)).isBetween(110f, 150f);
    assertThat(measured.deviation().get(0)).isBetween(110f, 120f);
    assertThat(Standardisation.of(MemoryExamples.of(new ImageShape(1, 1, 1), values)))
        .isEqualTo(measured);
  }

  @Test
  void noneMapsBytesOntoZeroToOne() {
    Examples examples = MemoryExamples.of(new ImageShape(1, 1, 3), 0, 51, 255);
    float[] converted = convert(Standardisation.none(1), examples);
    assertThat(converted[0]).isZero();
    assertThat(converted[1]).isCloseTo(0.2f, within(1e-6f));
    assertThat(converted[2]).isCloseTo(1f, within(1e-6f));
    assertThat(Standardisation.none(3).mean()).containsExactly(0f, 0f, 0f);
  }

  @Test
  void anImageIsConvertedInPlaceBetweenItsNeighbours() {
    byte[] pixels = {1, 2, 10, 20, 3, 4};
    float[] into = {-9, -9, -9, -9, -9};
    Standardisation standardisation = new Standardisation(List.of(10f, 10f), List.of(2f, 5f));
    standardisation.apply(pixels, 2, new ImageShape(2, 1, 1), into, 1);
    assertThat(into).containsExactly(-9, 0, 2, -9, -9);
  }

  private static float[] convert(Standardisation standardisation, Examples examples) {
    ImageShape shape = examples.shape();
    byte[] pixels = examples.read(0, examples.size()).pixels();
    float[] converted = new float[pixels.length];
    for (int at = 0; at < pixels.length; at += shape.length()) {
      standardisation.apply(pixels, at, shape, converted, at);
    }
    return converted;
  }

  private static double[] channel(float[] values, ImageShape shape, int channel) {
    return IntStream.range(0, values.length)
        .filter(i -> i / shape.plane() % shape.channels() == channel)
        .mapToDouble(i -> values[i])
        .toArray();
  }
}
