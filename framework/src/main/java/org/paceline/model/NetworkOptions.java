package org.paceline.model;

import java.util.Locale;
import java.util.OptionalDouble;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nadam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.paceline.data.Examples;
import org.paceline.data.ImageShape;

/**
 * What a named network is built for.
 *
 * @param input the images it takes
 * @param classes the classes it tells apart, at least 2
 * @param updater how gradients become steps
 * @param learningRate the step size, positive
 * @param momentum Nesterov's, at least 0 and less than 1; empty for 0.9, and with other updaters
 * @param weightDecay the coefficient of L2 regularisation, at least 0: so many times a weight is
 *     added to its gradient before the updater sees it, as by {@code weight_decay} of PyTorch's SGD
 *     and Adam; biases and batch normalisation are left out, as by DL4J's {@code l2}; empty for the
 *     network's own
 * @param seed decides the initial weights
 */
public record NetworkOptions(
    ImageShape input,
    int classes,
    Updater updater,
    double learningRate,
    OptionalDouble momentum,
    OptionalDouble weightDecay,
    long seed) {

  /** The momentum of Nesterov's updater where none is given. */
  public static final double MOMENTUM = 0.9;

  private static final long SEED = 1;

  /** The updaters by name. */
  public enum Updater {
    /** Plain stochastic gradient descent. */
    SGD(0.05),
    /** Nesterov's momentum, of 0.9 unless told otherwise. */
    NESTEROVS(0.02),
    /** Adam (Kingma and Ba, 2015). */
    ADAM(0.001),
    /** Adam whose variance never shrinks (Reddi et al., 2018). */
    AMSGRAD(0.001),
    /** Adam with Nesterov's momentum (Dozat, 2016). */
    NADAM(0.001),
    /** Steps divided by a running mean of squared gradients (Hinton, 2012). */
    RMSPROP(0.001),
    /** Steps divided by the sum of all squared gradients (Duchi et al., 2011). */
    ADAGRAD(0.01);

    private final double usualRate;

    Updater(double usualRate) {
      this.usualRate = usualRate;
    }

    /**
     * The learning rate taken where none is given.
     *
     * @return a positive step size
     */
    public double usualRate() {
      return usualRate;
    }
  }

  /** Checks the ranges given above. */
  public NetworkOptions {
    if (classes < 2) {
      throw new IllegalArgumentException(
          "a network tells at least 2 classes apart, not " + classes);
    }
    if (!(learningRate > 0) || Double.isInfinite(learningRate)) {
      throw new IllegalArgumentException(
          "the learning rate must be positive and finite, not " + learningRate);
    }
    momentum.ifPresent(value -> checkMomentum(updater, value));
    weightDecay.ifPresent(NetworkOptions::checkWeightDecay);
  }

  /**
   * Options with what is usual for the updater and the network.
   *
   * @param input the images it takes
   * @param classes the classes it tells apart, at least 2
   * @param updater how gradients become steps
   * @param learningRate the step size, positive
   * @param seed decides the initial weights
   */
  public NetworkOptions(
      ImageShape input, int classes, Updater updater, double learningRate, long seed) {
    this(
        input,
        classes,
        updater,
        learningRate,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        seed);
  }

  /**
   * Options for images, with Adam at its usual rate and seed 1.
   *
   * @param examples what the network is to be trained on
   * @return the options
   */
  public static NetworkOptions of(Examples examples) {
    return new NetworkOptions(
        examples.shape(), examples.classes().size(), Updater.ADAM, Updater.ADAM.usualRate, SEED);
  }

  private static void checkMomentum(Updater updater, double value) {
    if (updater != Updater.NESTEROVS) {
      throw new IllegalArgumentException(
          "momentum %s goes with nesterovs only, not with %s"
              .formatted(value, updater.name().toLowerCase(Locale.ROOT)));
    }
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(
          "momentum must be at least 0 and less than 1, not " + value);
    }
  }

  private static void checkWeightDecay(double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          "weight decay must be at least 0 and finite, not " + value);
    }
  }

  /**
   * The same options with another momentum.
   *
   * @param other at least 0 and less than 1
   * @return a copy
   */
  public NetworkOptions withMomentum(double other) {
    return new NetworkOptions(
        input, classes, updater, learningRate, OptionalDouble.of(other), weightDecay, seed);
  }

  /**
   * The same options with another weight decay.
   *
   * @param other at least 0
   * @return a copy
   */
  public NetworkOptions withWeightDecay(double other) {
    return new NetworkOptions(
        input, classes, updater, learningRate, momentum, OptionalDouble.of(other), seed);
  }

  IUpdater dl4jUpdater() {
    return switch (updater) {
      case SGD -> new Sgd(learningRate);
      case NESTEROVS -> new Nesterovs(learningRate, momentum.orElse(MOMENTUM));
      case ADAM -> new Adam(learningRate);
      case AMSGRAD -> new AMSGrad(learningRate);
      case NADAM -> new Nadam(learningRate);
      case RMSPROP -> new RmsProp(learningRate);
      case ADAGRAD -> new AdaGrad(learningRate);
    };
  }
}
