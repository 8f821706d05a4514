package org.paceline.exchange;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Parts of a large array that stay in a core's cache and may be worked on side by side. */
final class Chunks {

  private static final int VALUES = 1 << 15;

  private Chunks() {}

  /** The indices from {@code from} up to but not including {@code to}. */
  record Chunk(int from, int to) {}

  static Stream<Chunk> of(int length) {
    return IntStream.range(0, (length + VALUES - 1) / VALUES)
        .parallel()
        .mapToObj(i -> new Chunk(i * VALUES, Math.min(length, (i + 1) * VALUES)));
  }
}
