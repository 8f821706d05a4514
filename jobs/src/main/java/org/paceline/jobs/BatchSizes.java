package org.paceline.jobs;

import java.util.Arrays;
import java.util.List;

/** The batch sizes that a user wants compared. */
final class BatchSizes {

  static final String USUAL = "16,32,64,128,256";

  private BatchSizes() {}

  /** Reads sizes such as {@code 16,32}: in ascending order, each once. */
  static List<Integer> parse(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(size -> size(size.strip(), text))
        .sorted()
        .distinct()
        .toList();
  }

  private static Integer size(String size, String text) {
    if (!size.matches("[1-9]\\d{0,8}")) {
      throw new IllegalArgumentException(
          "--batch-sizes are whole numbers of at least 1 such as %s, not '%s'"
              .formatted(USUAL, text));
    }
    return Integer.valueOf(size);
  }
}
