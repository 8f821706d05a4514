package org.paceline.submitter.file;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What a file is said to hold, which is checked before it is kept. */
public enum Kind {
  /** Anything. */
  @JsonProperty("file")
  FILE(0, new int[0]),
  /** CIFAR-10 in its binary form: a label and 3072 bytes of an image, again and again. */
  @JsonProperty("cifar10")
  CIFAR10(3073, new int[] {10}),
  /** CIFAR-100 in its binary form: a coarse and a fine label, and 3072 bytes of an image. */
  @JsonProperty("cifar100")
  CIFAR100(3074, new int[] {20, 100}),
  /** Images in a ZIP archive. */
  @JsonProperty("images")
  IMAGES(0, new int[0]);

  private final int recordBytes;
  private final int[] labels;

  Kind(int recordBytes, int[] labels) {
    this.recordBytes = recordBytes;
    this.labels = labels;
  }

  /** The length of each record, 0 where there are none. */
  int recordBytes() {
    return recordBytes;
  }

  /** How many values each label has that a record begins with. */
  int[] labels() {
    return labels.clone();
  }

  /** How the API has it. */
  String shown() {
    return name().toLowerCase(Locale.ROOT);
  }
}
