package org.paceline.jobs;

import java.nio.file.Path;
import java.util.Locale;
import org.paceline.data.Examples;
import org.paceline.model.ModelFile;
import org.paceline.model.ModelSource;
import org.paceline.model.NetworkOptions;
import org.paceline.model.NetworkOptions.Updater;
import org.paceline.model.Provenance;
import org.paceline.model.TrainableNetwork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** Which network a job trains, and from what weights. */
public final class NetworkArguments {

  private static final Logger LOG = LoggerFactory.getLogger(NetworkArguments.class);

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      defaultValue = "cnn",
      description =
          "lenet, cnn, resnet20, or the path of a DL4J configuration (.json) or saved model (.zip)"
              + " (default: ${DEFAULT-VALUE}).")
  private String model;

  @Option(
      names = "--updater",
      paramLabel = "NAME",
      defaultValue = "adam",
      description = "sgd, nesterovs or adam; a model from a file keeps its own (default: adam).")
  private Updater updater;

  @Option(
      names = "--learning-rate",
      paramLabel = "RATE",
      description = "Step size (default: 0.001 with adam, 0.02 with nesterovs, 0.05 with sgd).")
  private Double learningRate;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Decides order, augmentation and the weights of a named model; the same seed and quotas give the same model"
              + " (default: ${DEFAULT-VALUE}).")
  private long seed;

  /**
   * The network as the user named it.
   *
   * @return the value of {@code --model}
   */
  public String name() {
    return model;
  }

  /**
   * The seed.
   *
   * @return the value of {@code --seed}
   */
  public long seed() {
    return seed;
  }

  private boolean fromFile() {
    return ModelSource.isFile(model);
  }

  /**
   * Finds out early whether the model has a known name, before any data is read.
   *
   * @throws IllegalArgumentException if an option breaks its rule
   * @throws org.paceline.model.ModelException if it is a file of another ending
   */
  public void check() {
    ModelSource.check(model);
    if (learningRate != null && !(learningRate > 0)) {
      throw new IllegalArgumentException("--learning-rate must be positive, not " + learningRate);
    }
  }

  /**
   * Makes the network.
   *
   * @param examples what it is to be trained on
   * @return a network with its weights
   */
  public TrainableNetwork open(Examples examples) {
    return open(examples, seed);
  }

  /**
   * Makes the network for another seed.
   *
   * @param examples what it is to be trained on
   * @param seed decides the weights of a named model
   * @return a network with its weights
   */
  public TrainableNetwork open(Examples examples, long seed) {
    double rate = learningRate == null ? updater.usualRate() : learningRate;
    TrainableNetwork network =
        ModelSource.open(
            model,
            new NetworkOptions(examples.shape(), examples.classes().size(), updater, rate, seed));
    if (fromFile() && learningRate != null) {
      network.learningRate(learningRate);
    }
    if (ModelSource.isZip(model)) {
      ModelFile.provenance(Path.of(model)).ifPresent(from -> compare(from, examples));
    }
    return network;
  }

  /** A network may go on with other classes, but people should know that its outputs change. */
  private void compare(Provenance from, Examples examples) {
    if (!from.classes().equals(examples.classes())) {
      LOG.warn(
          "{} was trained on the classes {}; its outputs are now for {}",
          model,
          from.classes(),
          examples.classes());
    }
  }

  @Override
  public String toString() {
    return model + " with " + updater.name().toLowerCase(Locale.ROOT);
  }
}
