package org.paceline.model;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a {@link StoredNormalizer}, in the format of DL4J's {@code NormalizerSerializer}. */
final class NormalizerEntry {

  private static final String ENTRY = "normalizer.bin";
  private static final String OLD_ENTRY = "preprocessor.bin";
  private static final String HEADER = "NORMALIZER";

  private final Path file;
  private final DataInputStream in;

  private NormalizerEntry(Path file, byte[] content) {
    this.file = file;
    this.in = new DataInputStream(new ByteArrayInputStream(content));
  }

  /** The normaliser in a zip, if there is one. */
  static Optional<StoredNormalizer> in(Path file, ModelZip zip) throws IOException {
    Optional<byte[]> content = zip.optional(ENTRY);
    if (content.isPresent()) {
      return Optional.of(of(file, content.get()));
    }
    return zip.optional(OLD_ENTRY)
        .map(old -> new StoredNormalizer(file, OLD_ENTRY, "it is a serialised Java object"));
  }

  private static StoredNormalizer of(Path file, byte[] content) throws IOException {
    if (FileKind.of(content) == FileKind.JAVA) {
      return new StoredNormalizer(file, ENTRY, "it is a serialised Java object");
    }
    try {
      return new NormalizerEntry(file, content).read();
    } catch (IOException e) {
      throw new IOException("its entry %s: %s".formatted(ENTRY, Reason.of(e)), e);
    }
  }

  private StoredNormalizer read() throws IOException {
    String header = in.readUTF();
    int version = in.readInt();
    return header.equals(HEADER) && version == 1
        ? read(in.readUTF())
        : new StoredNormalizer(file, ENTRY, "it is of an unknown format");
  }

  private StoredNormalizer read(String kind) throws IOException {
    return switch (kind) {
      case "IMAGE_MIN_MAX" -> range(kind);
      case "STANDARDIZE" -> standard(kind);
      case "MIN_MAX" -> extremes(kind);
      case "CUSTOM" ->
          new StoredNormalizer(file, kind + " " + in.readUTF(), "it is not known here");
      default -> new StoredNormalizer(file, kind, "it is of a kind that is not read");
    };
  }

  /** From pixels of 0 to a largest value onto a range. */
  private StoredNormalizer range(String kind) throws IOException {
    double from = in.readDouble();
    double to = in.readDouble();
    double deviation = in.readDouble() / (to - from);
    return new StoredNormalizer(
        file, kind, new double[] {-from * deviation}, new double[] {deviation});
  }

  private StoredNormalizer standard(String kind) throws IOException {
    boolean labels = in.readBoolean();
    float[] mean = SavedArray.read(in);
    float[] deviation = SavedArray.read(in);
    double[] means = new double[mean.length];
    double[] deviations = new double[mean.length];
    for (int i = 0; i < mean.length; i++) {
      means[i] = mean[i];
      deviations[i] = deviation[i] == 0 ? 1 : deviation[i];
    }
    return checked(kind, labels, means, deviations);
  }

  private StoredNormalizer extremes(String kind) throws IOException {
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
    return checked(kind, labels, means, deviations);
  }

  private StoredNormalizer checked(
      String kind, boolean labels, double[] means, double[] deviations) {
    return labels
        ? new StoredNormalizer(file, kind, "it changes labels, too, and classes have no scale")
        : new StoredNormalizer(file, kind, means, deviations);
  }
}
