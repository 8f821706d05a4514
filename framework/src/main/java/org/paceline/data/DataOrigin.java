package org.paceline.data;

import java.util.List;
import java.util.Optional;
import org.paceline.image.ImageSize;

/**
 * What a trained model must remember of its data.
 *
 * @param name the data set as the user named it
 * @param fingerprint hash of the training examples
 * @param shape of the images
 * @param size what images were brought to, if they were
 * @param classes the classes' names
 * @param standardisation the scale that the network was trained on
 */
public record DataOrigin(
    String name,
    String fingerprint,
    ImageShape shape,
    Optional<ImageSize> size,
    List<String> classes,
    Standardisation standardisation) {

  /** Keeps its own list. */
  public DataOrigin {
    classes = List.copyOf(classes);
  }
}
