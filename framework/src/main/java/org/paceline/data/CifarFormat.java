package org.paceline.data;

import java.util.List;

/**
 * The two binary formats of the CIFAR sets.
 *
 * <p>A record is one label byte (CIFAR-10) or a coarse and a fine label byte (CIFAR-100), then
 * 3,072 values: the red, green and blue plane of 32×32, row by row. See A. Krizhevsky, "Learning
 * Multiple Layers of Features from Tiny Images", 2009, and the sets' home page.
 */
public enum CifarFormat {
  /** Ten classes; five files to train with and one to test. */
  CIFAR10("cifar10", 1, 10, "data_batch_[0-9]+", "test_batch", List.of("cifar-10-batches-bin")),
  /** A hundred fine classes; the label used is the fine one. */
  CIFAR100("cifar100", 2, 100, "train", "test", List.of("cifar-100-binary", "cifar-100-subset"));

  /** The shape of every CIFAR image. */
  public static final ImageShape SHAPE = new ImageShape(3, 32, 32);

  private static final List<String> CIFAR10_CLASSES =
      List.of(
          "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

  private final String id;
  private final int labelBytes;
  private final int classCount;
  private final String trainFiles;
  private final String testFiles;
  private final List<String> folders;

  CifarFormat(
      String id,
      int labelBytes,
      int classCount,
      String trainFiles,
      String testFiles,
      List<String> folders) {
    this.id = id;
    this.labelBytes = labelBytes;
    this.classCount = classCount;
    this.trainFiles = trainFiles;
    this.testFiles = testFiles;
    this.folders = folders;
  }

  /**
   * The name by which users ask for the set.
   *
   * @return {@code cifar10} or {@code cifar100}
   */
  public String id() {
    return id;
  }

  /**
   * The length of a record.
   *
   * @return bytes
   */
  public int recordBytes() {
    return labelBytes + SHAPE.length();
  }

  int labelBytes() {
    return labelBytes;
  }

  /** Its files' names without their ending, as a regular expression. */
  String stem(Subset subset) {
    return subset == Subset.TRAIN ? trainFiles : testFiles;
  }

  boolean isFile(String name, Subset subset) {
    return name.matches(stem(subset) + "\\.bin");
  }

  boolean isFile(String name) {
    return isFile(name, Subset.TRAIN) || isFile(name, Subset.TEST);
  }

  /** One of the names that a subset's files have. */
  String example(Subset subset) {
    return stem(subset).replace("[0-9]+", "1") + ".bin";
  }

  CifarFormat other() {
    return this == CIFAR10 ? CIFAR100 : CIFAR10;
  }

  /** Folders that the official archives unpack to; the files may also lie without one. */
  List<String> folders() {
    return folders;
  }

  List<String> classes() {
    return this == CIFAR10
        ? CIFAR10_CLASSES
        : java.util.stream.IntStream.range(0, classCount).mapToObj(i -> "class " + i).toList();
  }

  /** The label of the record that starts at an offset; the last label byte is the one used. */
  int label(byte[] bytes, int offset, String file, long record) {
    int label = bytes[offset + labelBytes - 1] & 0xff;
    if (label >= classCount) {
      throw new DataException(
          "%s: record %s has label %s, %s labels go from 0 to %s"
              .formatted(file, record, label, id, classCount - 1));
    }
    return label;
  }
}
