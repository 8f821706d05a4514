package org.paceline.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.paceline.profile.Backend;

/** Finds the network that a user names: by name, configuration file or saved model. */
public final class ModelSource {

  private ModelSource() {}

  /**
   * Opens a network for training.
   *
   * @param text a name of {@link Networks}, or the path of a {@code .json} or {@code .zip} file
   * @param options what a named network is built for; files bring their own
   * @return the network, with fresh weights unless it was saved with some
   * @throws IllegalArgumentException if the text is neither a name nor such a path
   * @throws ModelException if the file cannot be used
   * @throws org.paceline.profile.UnusableBackendException if this build needs a graphics card that
   *     the machine has not
   */
  public static TrainableNetwork open(String text, NetworkOptions options) {
    Backend.check();
    if (text.endsWith(".zip") || text.endsWith(".json")) {
      return fitting(Path.of(text), options);
    }
    if (!Networks.names().contains(text)) {
      throw new IllegalArgumentException(Networks.unknown(text));
    }
    try {
      TrainableNetwork network = TrainableNetwork.of(Networks.configuration(text, options));
      NetworkFit.check(network, options.input(), options.classes());
      return network;
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "model %s does not fit images of %s: %s".formatted(text, options.input(), e.getMessage()),
          e);
    }
  }

  private static TrainableNetwork fitting(Path file, NetworkOptions options) {
    TrainableNetwork network =
        file.toString().endsWith(".zip") ? ModelFile.load(file).network() : configured(file);
    try {
      NetworkFit.check(network, options.input(), options.classes());
    } catch (IllegalArgumentException e) {
      throw new ModelException("model %s: %s".formatted(file, e.getMessage()), e);
    }
    return network;
  }

  private static TrainableNetwork configured(Path file) {
    try {
      return TrainableNetwork.of(Files.readString(file));
    } catch (IOException e) {
      throw new ModelException("model configuration %s cannot be read: %s".formatted(file, e), e);
    } catch (IllegalArgumentException e) {
      throw new ModelException("model configuration %s: %s".formatted(file, e.getMessage()), e);
    }
  }
}
