package org.paceline.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.paceline.data.ImageShape;
import org.paceline.profile.Backend;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the network that a user names: by name, configuration file or saved model. */
public final class ModelSource {

  private static final Logger LOG = LoggerFactory.getLogger(ModelSource.class);

  private ModelSource() {}

  /**
   * Whether a text is the path of a file, and not a network's name.
   *
   * @param text what a user gives
   * @return whether it ends in .json or .zip, in letters of any case
   */
  public static boolean isFile(String text) {
    return isZip(text) || text.toLowerCase(Locale.ROOT).endsWith(".json");
  }

  /**
   * Whether a text is the path of a saved model.
   *
   * @param text what a user gives
   * @return whether it ends in .zip, in letters of any case
   */
  public static boolean isZip(String text) {
    return text.toLowerCase(Locale.ROOT).endsWith(".zip");
  }

  /**
   * Finds out whether a text names a network or a file that may hold one, without reading it.
   *
   * @param text what a user gives
   * @throws IllegalArgumentException if it is neither
   * @throws ModelException if it is the path of a file of another ending
   */
  public static void check(String text) {
    if (isFile(text) || Networks.names().contains(text)) {
      return;
    }
    if (Files.exists(Path.of(text))) {
      throw new ModelException(
          "model file %s ends neither in .json, as a DL4J configuration, nor in .zip, as a saved"
                  .formatted(text)
              + " model"
              + Networks.advice(text));
    }
    throw new IllegalArgumentException(Networks.unknown(text));
  }

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
    check(text);
    if (isFile(text)) {
      return fitting(Path.of(text), options);
    }
    try {
      TrainableNetwork network = TrainableNetwork.of(Networks.configuration(text, options));
      NetworkFit.check(network, options.input(), options.classes());
      return network;
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "model %s does not fit images of %s: %s".formatted(text, options.input(), Reason.of(e)),
          e);
    }
  }

  /**
   * Checks that a network from a file can tell the classes of images.
   *
   * @param file where it was read
   * @param network the network
   * @param shape the images' shape
   * @param classes how many classes they have
   * @throws ModelException if it takes other images or tells other classes apart
   */
  public static void checkTakes(
      Path file, TrainableNetwork network, ImageShape shape, int classes) {
    try {
      NetworkFit.checkTakes(network, shape, classes);
    } catch (IllegalArgumentException e) {
      throw new ModelException("model %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  /**
   * How many classes a network from a file tells apart.
   *
   * @param file where it was read
   * @param network the network
   * @param shape the images' shape
   * @return the number of its outputs
   * @throws ModelException if it takes other images or names no classes
   */
  public static int outputs(Path file, TrainableNetwork network, ImageShape shape) {
    try {
      return NetworkFit.outputs(network, shape);
    } catch (IllegalArgumentException e) {
      throw new ModelException("model %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static TrainableNetwork fitting(Path file, NetworkOptions options) {
    TrainableNetwork network = isZip(file.toString()) ? saved(file) : configured(file);
    try {
      NetworkFit.check(network, options.input(), options.classes());
    } catch (IllegalArgumentException e) {
      throw new ModelException("model %s: %s".formatted(file, e.getMessage()), e);
    }
    return network;
  }

  private static TrainableNetwork saved(Path file) {
    ModelFile.Stored stored = ModelFile.load(file);
    if (!stored.continued()) {
      LOG.warn("{} has no {}: its updater starts anew", file, StoredState.UPDATER);
    }
    if (stored.provenance().isEmpty() && stored.normalizer().isPresent()) {
      LOG.warn(
          "{}: its normaliser ({}) is not applied: training brings each channel to mean 0 and"
              + " deviation 1, as measured on the data that it is given",
          file,
          stored.normalizer().get().kind());
    }
    return stored.network();
  }

  private static TrainableNetwork configured(Path file) {
    try {
      if (Files.isDirectory(file)) {
        throw new IllegalArgumentException("it is a folder");
      }
      ConfigurationText configuration = ConfigurationText.of(Files.readAllBytes(file));
      configuration.checkBackpropagation();
      return configuration.network();
    } catch (IOException e) {
      throw new ModelException("model configuration %s cannot be read: %s".formatted(file, e), e);
    } catch (IllegalArgumentException e) {
      throw new ModelException("model configuration %s: %s".formatted(file, e.getMessage()), e);
    }
  }
}
