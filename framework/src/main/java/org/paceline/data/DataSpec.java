package org.paceline.data;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.paceline.base.UserHome;
import org.paceline.image.ImageSize;

/**
 * A data set as a user names it: {@code shapes}, {@code cifar10[:DIR]}, {@code cifar100[:DIR]} or
 * {@code images:DIR}.
 *
 * @param kind the part before the colon
 * @param location the part after it, if any: a local path or a URI that Hadoop knows
 */
public record DataSpec(String kind, Optional<String> location) {

  private static final int SHAPES_TRAIN = 12_800;
  private static final int SHAPES_TEST = 2_000;
  private static final long SHAPES_SEED = 20_261_121;

  /**
   * Reads a user's text.
   *
   * @param text the text
   * @return what it names
   * @throws IllegalArgumentException if there is no such kind of data, or its location is missing
   */
  public static DataSpec parse(String text) {
    String[] part = text.split(":", 2);
    Optional<String> location =
        part.length == 2 && !part[1].isBlank() ? Optional.of(part[1]) : Optional.empty();
    boolean known =
        part[0].equals("shapes") || part[0].equals("images") || cifar(part[0]).isPresent();
    boolean misplaced =
        location.isPresent()
            ? part[0].equals("shapes")
            : part[0].equals("images") || text.endsWith(":");
    if (!known || misplaced) {
      throw new IllegalArgumentException(
          "data is one of shapes, cifar10[:DIR], cifar100[:DIR], images:DIR, not '" + text + "'");
    }
    return new DataSpec(part[0], location);
  }

  private static Optional<CifarFormat> cifar(String kind) {
    return Arrays.stream(CifarFormat.values()).filter(f -> f.id().equals(kind)).findFirst();
  }

  /**
   * Opens one part of the set; a CIFAR set without a location is downloaded first.
   *
   * @param subset the part
   * @return its examples
   * @throws DataException if the data is missing or breaks its format
   */
  public Examples open(Subset subset) {
    return open(Optional.empty()).of(subset);
  }

  /**
   * Opens the set, to take parts of it.
   *
   * @param size the size to which images of a folder are brought
   * @return its parts
   * @throws IllegalArgumentException if a size is given for other data
   * @throws DataException if the data is missing
   */
  public DataParts open(Optional<ImageSize> size) {
    if (kind.equals("images")) {
      return ImageFolder.open(location.orElseThrow(), size);
    }
    if (size.isPresent()) {
      throw new IllegalArgumentException(
          "an image size is for images:DIR; those of " + kind + " have one already");
    }
    return (FixedParts) this::part;
  }

  private Examples part(Subset subset) {
    if (kind.equals("shapes")) {
      return subset == Subset.TRAIN
          ? new ShapesExamples(SHAPES_SEED, SHAPES_TRAIN)
          : new ShapesExamples(SHAPES_SEED + 1, SHAPES_TEST);
    }
    CifarFormat format = cifar(kind).orElseThrow();
    return CifarExamples.open(format, location.orElseGet(() -> download(format)), subset);
  }

  private static String download(CifarFormat format) {
    Path cache = UserHome.folder().resolve(Path.of(".cache", "paceline", "data"));
    return CifarDownload.official(format, cache).folder().toString();
  }

  @Override
  public String toString() {
    return kind + location.map(place -> ":" + place).orElse("");
  }
}
