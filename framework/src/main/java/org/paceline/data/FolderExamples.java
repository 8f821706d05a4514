package org.paceline.data;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.paceline.base.Hashing;
import org.paceline.image.ImageSize;

/**
 * Images of a folder, by their names: what travels to an executor is the names of those that it
 * reads.
 */
final class FolderExamples implements Examples {

  private static final long serialVersionUID = 1L;

  /** Of so many the headers are read before anything else begins. */
  private static final int GLANCE = 16;

  private final String[] paths;
  private final int[] labels;
  private final int size;
  private final List<String> classes;
  private final ImageSource source;
  private final String fingerprint;

  private FolderExamples(
      String[] paths,
      int[] labels,
      int size,
      List<String> classes,
      ImageSource source,
      String fingerprint) {
    this.paths = paths;
    this.labels = labels;
    this.size = size;
    this.classes = classes;
    this.source = source;
    this.fingerprint = fingerprint;
  }

  /**
   * Takes images in the order in which they come, and looks at a few headers for their shape.
   *
   * @throws DataException if those cannot be read, or differ and are not brought to one size
   */
  static FolderExamples of(
      Path root, List<String> classes, List<LabelledImage> images, Optional<ImageSize> size) {
    String[] paths = images.stream().map(one -> one.image().path()).toArray(String[]::new);
    int[] labels = images.stream().mapToInt(LabelledImage::label).toArray();
    ImageSource unshaped = new ImageSource(root.toString(), null, size.orElse(null));
    SizeCensus first = range(paths, labels, 0, Math.min(GLANCE, paths.length), unshaped).census();
    ImageSource source = unshaped.shaped(first.shape());
    return new FolderExamples(
        paths, labels, paths.length, List.copyOf(classes), source, hash(images, classes, source));
  }

  /** Names, sizes and times: to hash the bytes, all of them would have to be read. */
  private static String hash(List<LabelledImage> images, List<String> classes, ImageSource source) {
    MessageDigest digest = Hashing.digest("SHA-256");
    digest.update(Hashing.sha256(String.join("\n", classes)));
    digest.update(Hashing.sha256(source.shape() + " " + source.size()));
    for (LabelledImage one : images) {
      digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, one.order()));
      digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, one.image().bytes()));
      digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, one.image().modified()));
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, one.label()));
    }
    return Hashing.hex(digest.digest());
  }

  @Override
  public FolderRange range(int from, int count) {
    Objects.checkFromIndexSize(from, count, size);
    return range(paths, labels, from, count, source);
  }

  private static FolderRange range(
      String[] paths, int[] labels, int from, int count, ImageSource source) {
    return new FolderRange(
        source,
        FolderRange.joined(Arrays.asList(paths).subList(from, from + count)),
        Arrays.copyOfRange(labels, from, from + count));
  }

  @Override
  public ExampleBlock read(int from, int count) {
    return range(from, count).read();
  }

  @Override
  public String name(int example) {
    return paths[Objects.checkIndex(example, size)];
  }

  @Override
  public void check(SparkContext context) {
    SizeCensus.onExecutors(context, this).shape();
  }

  @Override
  public Examples first(int limit) {
    return limit >= size
        ? this
        : new FolderExamples(
            paths, labels, limit, classes, source, Examples.hashOfFirst(fingerprint, limit));
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public ImageShape shape() {
    return source.shape();
  }

  @Override
  public List<String> classes() {
    return classes;
  }

  @Override
  public String fingerprint() {
    return fingerprint;
  }
}
