package org.paceline.jobs;

import java.util.List;
import java.util.Optional;
import org.paceline.data.DataParts;
import org.paceline.data.DataSpec;
import org.paceline.data.Examples;
import org.paceline.data.Subset;
import org.paceline.image.ImageSize;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which examples a job works on. */
public final class DataOptions {

  @Option(
      names = "--data",
      paramLabel = "DATA",
      defaultValue = "shapes",
      description =
          "shapes, cifar10[:DIR], cifar100[:DIR] or images:DIR; DIR is a local path or any URI"
              + " that Hadoop knows (default: ${DEFAULT-VALUE}).")
  private String data;

  @Option(names = "--limit", paramLabel = "N", description = "Take the first N examples only.")
  private Integer limit;

  @Option(
      names = "--image-size",
      paramLabel = "N[:crop|:fit]",
      converter = SizeConverter.class,
      description =
          "Bring the images of images:DIR to N×N pixels: crop takes the middle of each, fit all of it with black"
              + " beside it (default: all have one size already, or crop).")
  private ImageSize size;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      defaultValue = "64",
      description = "Examples in a batch (default: ${DEFAULT-VALUE}).")
  private int batchSize;

  /**
   * The data set as the user named it.
   *
   * @return the value of {@code --data}
   */
  public String name() {
    return data;
  }

  /**
   * The size of a batch.
   *
   * @return examples
   */
  public int batchSize() {
    return batchSize;
  }

  /**
   * What images are brought to.
   *
   * @return the value of {@code --image-size}, if given
   */
  public Optional<ImageSize> size() {
    return Optional.ofNullable(size);
  }

  /** Whether images may have to be brought to a size. */
  boolean ofFolder() {
    return data.startsWith("images:");
  }

  /**
   * Opens the data set.
   *
   * @return its parts, no more of each than {@code --limit}
   * @throws IllegalArgumentException if an option breaks its rule
   */
  public Opened open() {
    return open(size());
  }

  /** Opens it with images of another size than the options say. */
  Opened open(Optional<ImageSize> size) {
    if (limit != null && limit < 1) {
      throw new IllegalArgumentException("--limit must be at least 1, not " + limit);
    }
    if (batchSize < 1) {
      throw new IllegalArgumentException("--batch-size must be at least 1, not " + batchSize);
    }
    return new Opened(DataSpec.parse(data).open(size), limit);
  }

  /**
   * Parts of which no more than so many examples are taken.
   *
   * @param parts the parts
   * @param limit the most of each; null is all
   */
  public record Opened(DataParts parts, Integer limit) {

    /**
     * One part.
     *
     * @param subset which
     * @return its examples, no more than the limit
     */
    public Examples part(Subset subset) {
      return limited(parts.of(subset));
    }

    Examples unsorted(List<String> classes) {
      return limited(parts.unsorted(classes));
    }

    private Examples limited(Examples all) {
      return limit == null ? all : all.first(limit);
    }
  }

  private static final class SizeConverter implements ITypeConverter<ImageSize> {
    @Override
    public ImageSize convert(String text) {
      try {
        return ImageSize.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
