package org.paceline.data;

import java.util.List;

/**
 * The tenth of each class that is held back as the test part where a data set has none. An image
 * belongs to it by its hash, so that it stays where it is when others come and go; but a class of
 * two images and more has one in each part.
 */
final class HeldBack {

  private static final long ONE_IN = 10;
  private static final long BELOW = Long.divideUnsigned(-1L, ONE_IN);

  private HeldBack() {}

  /**
   * Takes a part of a class.
   *
   * @param images those of one class
   */
  static List<LabelledImage> of(List<LabelledImage> images, Subset subset) {
    List<LabelledImage> sorted = images.stream().sorted(LabelledImage.BY_HASH).toList();
    int held = held(sorted);
    return subset == Subset.TEST ? sorted.subList(0, held) : sorted.subList(held, sorted.size());
  }

  private static int held(List<LabelledImage> sorted) {
    int below =
        (int)
            sorted.stream().filter(image -> Long.compareUnsigned(image.order(), BELOW) < 0).count();
    int least = Math.min(1, sorted.size() - 1);
    return Math.max(least, Math.min(below, sorted.size() - 1));
  }
}
