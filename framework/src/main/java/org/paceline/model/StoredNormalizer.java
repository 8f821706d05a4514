package org.paceline.model;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.paceline.data.ImageShape;
import org.paceline.data.Standardisation;

/**
 * The normaliser that DL4J's {@code ModelSerializer} saved with a model: what the network's inputs
 * went through. Only kinds that are plain numbers are read; none is deserialised as an object.
 */
public final class StoredNormalizer {

  private static final String ENTRY = "normalizer.bin";
  private static final String OLD_ENTRY = "preprocessor.bin";
  private static final String HEADER = "NORMALIZER";

  private final Path file;
  private final String kind;
  private final List<Float> mean;
  private final List<Float> deviation;
  private final Optional<String> refusal;

  private StoredNormalizer(Path file, String kind, String refusal) {
    this.file = file;
    this.kind = kind;
    this.mean = List.of();
    this.deviation = List.of();
    this.refusal = Optional.of(refusal);
  }

  private StoredNormalizer(Path file, String kind, double[] mean, double[] deviation) {
    this.file = file;
    this.kind = kind;
    this.mean = floats(mean);
    this.deviation = floats(deviation);
    this.refusal = Optional.empty();
  }

  private static List<Float> floats(double[] values) {
    List<Float> floats = new ArrayList<>();
    for (double value : values) {
      floats.add((float) value);
    }
    return floats;
  }

  /** The normaliser in a zip, if there is one. */
  static Optional<StoredNormalizer> in(Path file, ModelZip zip) throws IOException {
    Optional<byte[]> content = zip.optional(ENTRY);
    if (content.isPresent()) {
      return Optional.of(read(file, content.get()));
    }
    return zip.optional(OLD_ENTRY)
        .map(old -> new StoredNormalizer(file, OLD_ENTRY, "it is a serialised Java object"));
  }

  private static StoredNormalizer read(Path file, byte[] content) throws IOException {
    if (FileKind.of(content) == FileKind.JAVA) {
      return new StoredNormalizer(file, ENTRY, "it is a serialised Java object");
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(content));
    try {
      String header = in.readUTF();
      int version = in.readInt();
      if (!header.equals(HEADER) || version != 1) {
        return new StoredNormalizer(file, ENTRY, "it is of an unknown format");
      }
      return read(file, in.readUTF(), in);
    } catch (IOException e) {
      throw new IOException("its entry %s: %s".formatted(ENTRY, Reason.of(e)), e);
    }
  }

  private static StoredNormalizer read(Path file, String kind, DataInputStream in)
      throws IOException {
    return switch (kind) {
      case "IMAGE_MIN_MAX" -> range(file, kind, in);
      case "STANDARDIZE" -> standard(file, kind, in);
      case "MIN_MAX" -> extremes(file, kind, in);
      case "CUSTOM" ->
          new StoredNormalizer(file, kind + " " + in.readUTF(), "it is not known here");
      default -> new StoredNormalizer(file, kind, "it is of a kind that is not read");
    };
  }

  /** From pixels of 0 to a largest value onto a range. */
  private static StoredNormalizer range(Path file, String kind, DataInputStream in)
      throws IOException {
    double from = in.readDouble();
    double to = in.readDouble();
    double deviation = in.readDouble() / (to - from);
    return new StoredNormalizer(
        file, kind, new double[] {-from * deviation}, new double[] {deviation});
  }

  private static StoredNormalizer standard(Path file, String kind, DataInputStream in)
      throws IOException {
    boolean labels = in.readBoolean();
    float[] mean = SavedArray.read(in);
    float[] deviation = SavedArray.read(in);
    double[] means = new double[mean.length];
    double[] deviations = new double[mean.length];
    for (int i = 0; i < mean.length; i++) {
      means[i] = mean[i];
      deviations[i] = deviation[i] == 0 ? 1 : deviation[i];
    }
    return checked(file, kind, labels, means, deviations);
  }

  private static StoredNormalizer extremes(Path file, String kind, DataInputStream in)
      throws IOException {
    boolean labels = in.readBoolean();
    double from = in.readDouble();
    double to = in.readDouble();
    float[] least = SavedArray.read(in);
    float[] most = SavedArray.read(in);
    double[] means = new double[least.length];
    double[] deviations = new double[least.length];
    for (int i = 0; i < least.length; i++) {
      deviations[i] = ((double) most[i] - least[i]) / (to - from);
      means[i] = least[i] - from * deviations[i];
    }
    return checked(file, kind, labels, means, deviations);
  }

  private static StoredNormalizer checked(
      Path file, String kind, boolean labels, double[] means, double[] deviations) {
    return labels
        ? new StoredNormalizer(file, kind, "it changes labels, too, and classes have no scale")
        : new StoredNormalizer(file, kind, means, deviations);
  }

  /**
   * DL4J's name of the kind.
   *
   * @return such as {@code STANDARDIZE}, with the class of one that is not DL4J's own
   */
  public String kind() {
    return kind;
  }

  /**
   * The same as this project does it.
   *
   * @param shape the images' shape
   * @return what brings pixels from 0 to 255 onto the network's scale
   * @throws ModelException if it cannot be done so, or does not fit such images
   */
  public Standardisation standardisation(ImageShape shape) {
    if (refusal.isPresent()) {
      throw refused(refusal.get());
    }
    List<Float> means = perChannel(mean, shape);
    List<Float> deviations = perChannel(deviation, shape);
    for (float value : means) {
      if (!Float.isFinite(value)) {
        throw refused("it subtracts " + value);
      }
    }
    for (float value : deviations) {
      if (!Float.isFinite(value) || value == 0) {
        throw refused("it divides by " + value);
      }
    }
    return new Standardisation(means, deviations);
  }

  private List<Float> perChannel(List<Float> values, ImageShape shape) {
    if (kind.equals("IMAGE_MIN_MAX")) {
      return Collections.nCopies(shape.channels(), values.get(0));
    }
    if (values.size() == shape.channels()) {
      return values;
    }
    if (values.size() != shape.length()) {
      throw refused("it has %s values, the images have %s".formatted(values.size(), shape));
    }
    List<Float> channels = new ArrayList<>();
    for (int i = 0; i < values.size(); i += shape.plane()) {
      List<Float> plane = values.subList(i, i + shape.plane());
      if (plane.stream().distinct().count() > 1) {
        throw refused("it has a scale of its own for each pixel");
      }
      channels.add(plane.get(0));
    }
    return channels;
  }

  private ModelException refused(String why) {
    return new ModelException(
        "%s has a normaliser (%s) that cannot be applied: %s".formatted(file, kind, why));
  }
}
