package org.paceline.model;

import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;
import org.paceline.data.ImageShape;

/**
 * What a named network is built for.
 *
 * @param input the images it takes
 * @param classes the classes it tells apart, at least 2
 * @param updater how gradients become steps
 * @param learningRate the step size, positive
 * @param seed decides the initial weights
 */
public record NetworkOptions(
    ImageShape input, int classes, Updater updater, double learningRate, long seed) {

  private static final double MOMENTUM = 0.9;

  /** The updaters by name. */
  public enum Updater {
    /** Plain stochastic gradient descent. */
    SGD(0.05),
    /** Nesterov's momentum of 0.9. */
    NESTEROVS(0.02),
    /** Adam (Kingma and Ba, 2015). */
    ADAM(0.001);

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
  }

  IUpdater dl4jUpdater() {
    return switch (updater) {
      case SGD -> new Sgd(learningRate);
      case NESTEROVS -> new Nesterovs(learningRate, MOMENTUM);
      case ADAM -> new Adam(learningRate);
    };
  }
}
