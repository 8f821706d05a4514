package org.paceline.data;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A sample of a set in short ranges, the same each time. Within a range examples are as mixed as in
 * the whole set, and a range is read from storage at once.
 */
final class SampleRanges {

  private static final int MOST_EXAMPLES = 10_000;
  private static final int RANGE = 50;
  private static final int MOST_VALUES = 16 << 20;
  private static final long SEED = 1;

  private SampleRanges() {}

  /** At most 10,000 examples; all of a set that has no more. */
  static List<ExampleRange> of(Examples examples) {
    int length = Math.max(1, Math.min(RANGE, MOST_VALUES / examples.shape().length()));
    int ranges = (examples.size() + length - 1) / length;
    int wanted = Math.min(ranges, MOST_EXAMPLES / length);
    SplittableRandom random = new SplittableRandom(SEED);
    List<ExampleRange> sample = new ArrayList<>();
    // Selection sampling: Knuth, The Art of Computer Programming 2, 3.4.2, algorithm S.
    for (int i = 0; sample.size() < wanted; i++) {
      if (random.nextInt(ranges - i) < wanted - sample.size()) {
        int from = i * length;
        sample.add(examples.range(from, Math.min(length, examples.size() - from)));
      }
    }
    return sample;
  }
}
