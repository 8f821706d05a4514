package org.paceline.submitter.archive;

/** How records of CIFAR's binary form begin; 3072 bytes of an image follow. */
public enum CifarForm {
  /** A label. */
  CIFAR10("cifar10", 10),
  /** A coarse and a fine label. */
  CIFAR100("cifar100", 20, 100);

  private static final int IMAGE_BYTES = 3072;

  private final String title;
  private final int[] labels;

  CifarForm(String title, int... labels) {
    this.title = title;
    this.labels = labels;
  }

  /**
   * How long a record is.
   *
   * @return in bytes, labels included
   */
  public int recordBytes() {
    return labels.length + IMAGE_BYTES;
  }

  int labels() {
    return labels.length;
  }

  int mostOf(int label) {
    return labels[label];
  }

  @Override
  public String toString() {
    return title;
  }
}
