package org.paceline.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paceline.data.ImageShape;
import org.paceline.data.Standardisation;
import org.paceline.image.ImageSize;

/**
 * Where a model comes from and what it must be fed: kept inside the model's file.
 *
 * @param network the name or path by which the network was asked for
 * @param data the data set as the user named it
 * @param dataHash hash of the training examples
 * @param input shape of the images
 * @param imageSize what images were brought to; null if they had that size
 * @param classes the classes' names
 * @param standardisation how values are brought to the scale the network was trained on
 * @param seed the seed of the run
 * @param epochs epochs trained
 * @param quotas each worker's share of the examples, by worker
 * @param speeds each worker's last speed in examples a second, by worker
 * @param kernels what each worker's native libraries computed with, and on how many threads, by
 *     worker; those of runs before this one was resumed as {@code run 1/0}
 * @param versions the versions of Paceline, DL4J, Spark and Java
 */
public record Provenance(
    String network,
    String data,
    String dataHash,
    ImageShape input,
    ImageSize imageSize,
    List<String> classes,
    Standardisation standardisation,
    long seed,
    int epochs,
    Map<String, Double> quotas,
    Map<String, Double> speeds,
    Map<String, String> kernels,
    Map<String, String> versions) {

  /**
   * What images were brought to.
   *
   * @return empty if they had the size already
   */
  public Optional<ImageSize> size() {
    return Optional.ofNullable(imageSize);
  }

  /** Whether it tells what the model must be fed. */
  boolean complete() {
    return input != null
        && classes != null
        && standardisation != null
        && standardisation.mean().size() == input.channels()
        && standardisation.deviation().size() == input.channels();
  }
}
