package org.paceline.model;

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

  private final Path file;
  private final String kind;
  private final List<Float> mean;
  private final List<Float> deviation;
  private final Optional<String> refusal;

  /**
   * One that cannot be applied.
   *
   * @param refusal why
   */
  StoredNormalizer(Path file, String kind, String refusal) {
    this.file = file;
    this.kind = kind;
    this.mean = List.of();
    this.deviation = List.of();
    this.refusal = Optional.of(refusal);
  }

  /**
   * One that subtracts and divides.
   *
   * @param mean what it subtracts: one number, or one for each channel, or for each value of an
   *     image
   * @param deviation what it divides by, as many
   */
  StoredNormalizer(Path file, String kind, double[] mean, double[] deviation) {
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
