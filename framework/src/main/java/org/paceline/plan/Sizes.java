package org.paceline.plan;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * A set of batch sizes, kept as few ranges: what one machine can take within a time, or what
 * several can take together.
 *
 * @param ranges first and last of each range in turn, ascending, with a gap between two of them
 */
record Sizes(int[] ranges) {

  static final Sizes NONE = new Sizes(new int[0]);

  /** All sizes between two, or none where they are the wrong way round. */
  static Sizes range(int first, int last) {
    return first > last ? NONE : new Sizes(new int[] {first, last});
  }

  boolean isEmpty() {
    return ranges.length == 0;
  }

  int largest() {
    return isEmpty() ? 0 : ranges[ranges.length - 1];
  }

  boolean contains(int size) {
    return nearest(size) == size;
  }

  /** The member that is nearest to a size, the smaller of two; only where there is one. */
  int nearest(double size) {
    int best = -1;
    for (int i = 0; i < ranges.length; i += 2) {
      int inside = (int) Math.max(ranges[i], Math.min(ranges[i + 1], Math.round(size)));
      if (best < 0 || Math.abs(inside - size) < Math.abs(best - size)) {
        best = inside;
      }
    }
    return best;
  }

  /** What is in any of the sets. */
  static Sizes any(List<Sizes> sets) {
    long[] all = sets.stream().flatMapToLong(Sizes::packed).toArray();
    return merged(all, all.length);
  }

  Sizes or(Sizes other) {
    return any(List.of(this, other));
  }

  Sizes and(Sizes other) {
    int[] common = new int[ranges.length + other.ranges.length];
    int length = 0;
    for (int i = 0, j = 0; i < ranges.length && j < other.ranges.length; ) {
      int first = Math.max(ranges[i], other.ranges[j]);
      int last = Math.min(ranges[i + 1], other.ranges[j + 1]);
      if (first <= last) {
        common[length++] = first;
        common[length++] = last;
      }
      if (ranges[i + 1] < other.ranges[j + 1]) {
        i += 2;
      } else {
        j += 2;
      }
    }
    return new Sizes(Arrays.copyOf(common, length));
  }

  /** All sums of one member of each set that are at most a limit. */
  Sizes plus(Sizes other, int limit) {
    long[] sums = new long[ranges.length / 2 * (other.ranges.length / 2)];
    int count = 0;
    for (int i = 0; i < ranges.length; i += 2) {
      for (int j = 0; j < other.ranges.length; j += 2) {
        long first = (long) ranges[i] + other.ranges[j];
        if (first <= limit) {
          long last = Math.min(limit, (long) ranges[i + 1] + other.ranges[j + 1]);
          sums[count++] = packed(first, last);
        }
      }
    }
    return merged(sums, count);
  }

  /** What is left of a size when each member is taken from it, where anything is. */
  Sizes from(int size) {
    int[] rest = new int[ranges.length];
    int length = 0;
    for (int i = ranges.length - 2; i >= 0; i -= 2) {
      if (ranges[i] <= size) {
        rest[length++] = Math.max(0, size - ranges[i + 1]);
        rest[length++] = size - ranges[i];
      }
    }
    return new Sizes(Arrays.copyOf(rest, length));
  }

  private LongStream packed() {
    return IntStream.range(0, ranges.length / 2)
        .mapToLong(i -> packed(ranges[2 * i], ranges[2 * i + 1]));
  }

  /** Sorting these sorts ranges by their first. */
  private static long packed(long first, long last) {
    return first << Integer.SIZE | last;
  }

  private static Sizes merged(long[] packed, int count) {
    Arrays.sort(packed, 0, count);
    int[] merged = new int[2 * count];
    int length = 0;
    for (int i = 0; i < count; i++) {
      int first = (int) (packed[i] >> Integer.SIZE);
      if (length > 0 && first <= merged[length - 1] + 1L) {
        merged[length - 1] = Math.max(merged[length - 1], (int) packed[i]);
      } else {
        merged[length++] = first;
        merged[length++] = (int) packed[i];
      }
    }
    return new Sizes(Arrays.copyOf(merged, length));
  }
}
