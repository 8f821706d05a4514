package org.paceline.jobs;

import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalDouble;
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
      description =
          "sgd, nesterovs, adam, amsgrad, nadam, rmsprop or adagrad; a model from a file keeps its own"
              + " (default: adam).")
  private Updater updater;

  @Option(
      names = "--learning-rate",
      paramLabel = "RATE",
      description =
          "Step size (default: 0.05 with sgd, 0.02 with nesterovs, 0.01 with adagrad, else 0.001).")
  private Double learningRate;

  @Option(
      names = "--momentum",
      paramLabel = "M",
      description = "Momentum of nesterovs, at least 0 and less than 1 (default: 0.9).")
  private Double momentum;

  @Option(
      names = "--weight-decay",
      paramLabel = "D",
      description =
          "L2 regularisation: adds D times each weight to its gradient, but not to those of biases"
              + " and of batch normalisation (default: 0.0001 with resnet20, else 0).")
  private Double weightDecay;

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
    if (momentum != null) {
      checkNamed("--momentum", momentum);
      checkMomentum();
    }
    if (weightDecay != null) {
      checkNamed("--weight-decay", weightDecay);
      if (!(weightDecay >= 0) || weightDecay.isInfinite()) {
        throw new IllegalArgumentException(
            "--weight-decay must be at least 0 and finite, not " + weightDecay);
      }
    }
  }

  private void checkNamed(String option, double value) {
    if (fromFile()) {
      throw new IllegalArgumentException(
          "%s %s is for a network by its name; the model from %s keeps its own"
              .formatted(option, value, model));
    }
  }

  private void checkMomentum() {
    if (updater != Updater.NESTEROVS) {
      throw new IllegalArgumentException(
          "--momentum %s goes with --updater nesterovs only, not with %s"
              .formatted(momentum, updaterName()));
    }
    if (!(momentum >= 0 && momentum < 1)) {
      throw new IllegalArgumentException(
          "--momentum must be at least 0 and less than 1, not " + momentum);
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
   * Makes the network with another seed than the one that was given.
   *
   * @param examples what it is to be trained on
   * @param other decides the weights of a named model
   * @return a network with its weights
   */
  public TrainableNetwork open(Examples examples, long other) {
    TrainableNetwork network = ModelSource.open(model, options(examples, other));
    if (fromFile() && learningRate != null) {
      network.learningRate(learningRate);
    }
    if (ModelSource.isZip(model)) {
      ModelFile.provenance(Path.of(model)).ifPresent(from -> compare(from, examples));
    }
    return network;
  }

  /**
   * What a named network is built for.
   *
   * @param examples what it is to be trained on
   * @param other decides its weights
   * @return the options, as given and by default
   */
  public NetworkOptions options(Examples examples, long other) {
    return new NetworkOptions(
        examples.shape(),
        examples.classes().size(),
        updater,
        learningRate == null ? updater.usualRate() : learningRate,
        optional(momentum),
        optional(weightDecay),
        other);
  }

  private static OptionalDouble optional(Double value) {
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
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
    return model + " with " + updaterName();
  }

  private String updaterName() {
    return updater.name().toLowerCase(Locale.ROOT);
  }
}
