package org.paceline.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AugmentationTest {

  private static final int PAD = 4;
  private static final ImageShape SHAPE = new ImageShape(2, 7, 6);
  private static final float[] IMAGE = numbered(SHAPE.length());
  private static final List<float[]> VARIANTS = variants();

  @Test
  void everyResultIsACropOfThePaddedImageOrItsMirrorImageAndAllOfThemOccur() {
    Set<Integer> seen = new HashSet<>();
    SplittableRandom random = new SplittableRandom(3);
    for (int draw = 0; draw < 5000; draw++) {
      seen.add(variant(augmented(random)));
    }
    assertThat(VARIANTS).hasSize(2 * 9 * 9);
    assertThat(seen).doesNotContain(-1).hasSize(VARIANTS.size());
  }

  @Test
  void aMirrorImageIsDrawnHalfOfTheTime() {
    SplittableRandom random = new SplittableRandom(4);
    int mirrored = 0;
    for (int draw = 0; draw < 5000; draw++) {
      mirrored += variant(augmented(random)) % 2;
    }
    assertThat(mirrored).isBetween(2350, 2650);
  }

  @Test
  void theSameSeedDrawsTheSameVariants() {
    SplittableRandom first = new SplittableRandom(5);
    SplittableRandom second = new SplittableRandom(5);
    for (int draw = 0; draw < 50; draw++) {
      assertThat(augmented(first)).isEqualTo(augmented(second));
    }
  }

  @Test
  void everyImageTakesTheSameNumberOfRandomValues() {
    SplittableRandom first = new SplittableRandom(6);
    SplittableRandom second = new SplittableRandom(6);
    for (int draw = 0; draw < 20; draw++) {
      Augmentation.apply(IMAGE.clone(), 0, SHAPE, first);
      Augmentation.apply(new float[1], 0, new ImageShape(1, 1, 1), second);
    }
    assertThat(first.nextLong()).isEqualTo(second.nextLong());
  }

  @Test
  void neighbouringImagesAreLeftAlone() {
    float[] three = new float[3 * SHAPE.length()];
    Arrays.fill(three, -1);
    System.arraycopy(IMAGE, 0, three, SHAPE.length(), SHAPE.length());
    SplittableRandom random = new SplittableRandom(8);
    Augmentation.apply(three, SHAPE.length(), SHAPE, random);
    assertThat(Arrays.copyOf(three, SHAPE.length())).containsOnly(-1);
    assertThat(Arrays.copyOfRange(three, 2 * SHAPE.length(), three.length)).containsOnly(-1);
    assertThat(Arrays.copyOfRange(three, SHAPE.length(), 2 * SHAPE.length()))
        .isEqualTo(augmented(new SplittableRandom(8)));
  }

  private static float[] augmented(SplittableRandom random) {
    float[] image = IMAGE.clone();
    Augmentation.apply(image, 0, SHAPE, random);
    return image;
  }

  /** The position of an image among the variants, odd for mirrored ones; -1 if it is none. */
  private static int variant(float[] image) {
    for (int i = 0; i < VARIANTS.size(); i++) {
      if (Arrays.equals(VARIANTS.get(i), image)) {
        return i;
      }
    }
    return -1;
  }

  /** Pads as the paper says, crops at every place, and mirrors each crop. */
  private static List<float[]> variants() {
    List<float[]> all = new ArrayList<>();
    for (int top = 0; top <= 2 * PAD; top++) {
      for (int left = 0; left <= 2 * PAD; left++) {
        all.add(crop(top, left, false));
        all.add(crop(top, left, true));
      }
    }
    return all;
  }

  private static float[] crop(int top, int left, boolean mirror) {
    int height = SHAPE.height() + 2 * PAD;
    int width = SHAPE.width() + 2 * PAD;
    float[] crop = new float[SHAPE.length()];
    for (int channel = 0; channel < SHAPE.channels(); channel++) {
      float[] padded = new float[height * width];
      for (int y = 0; y < SHAPE.height(); y++) {
        for (int x = 0; x < SHAPE.width(); x++) {
          padded[(y + PAD) * width + x + PAD] =
              IMAGE[channel * SHAPE.plane() + y * SHAPE.width() + x];
        }
      }
      for (int y = 0; y < SHAPE.height(); y++) {
        for (int x = 0; x < SHAPE.width(); x++) {
          int to = mirror ? SHAPE.width() - 1 - x : x;
          crop[channel * SHAPE.plane() + y * SHAPE.width() + to] =
              padded[(y + top) * width + x + left];
        }
      }
    }
    return crop;
  }

  private static float[] numbered(int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = i + 1;
    }
    return values;
  }
}
