package org.paceline.benchmarks.torch;

import java.util.OptionalInt;
import org.paceline.model.NetworkOptions.Updater;
import org.paceline.model.Networks;

/**
 * What all rows train.
 *
 * @param data as {@code --data} says it; images of 32×32 in colour
 * @param model a named network; layers and the kind of initial weights are those of ours
 * @param batchSize examples of a process in a step, at least 1
 * @param roundBatches batches of all processes together between two averagings of local SGD, at
 *     least 1
 * @param learningRate the step size, positive
 * @param updater how gradients become steps
 * @param epochs passes over the data, at least 1
 * @param seed decides the initial weights and the order of the examples
 * @param limit only so many of the first examples are trained, and tested, at least 1
 * @param momentum of Nesterov's updater, from 0 to below 1
 * @param weightDecay L2 factor of the weights, at least 0; biases and normalisations have none
 */
public record TorchWork(
    String data,
    String model,
    int batchSize,
    int roundBatches,
    double learningRate,
    Updater updater,
    int epochs,
    long seed,
    OptionalInt limit,
    double momentum,
    double weightDecay) {

  /** Checks the ranges given above. */
  public TorchWork {
    if (!Networks.names().contains(model)) {
      throw new IllegalArgumentException(
          "--model takes %s, not '%s'".formatted(String.join(", ", Networks.names()), model));
    }
    atLeast("--batch-size", batchSize, 1);
    atLeast("--round-batches", roundBatches, 1);
    atLeast("--epochs", epochs, 1);
    limit.ifPresent(examples -> atLeast("--limit", examples, 1));
    check("--learning-rate must be positive and finite", learningRate, learningRate > 0);
    check("--momentum must be from 0 to below 1", momentum, momentum >= 0 && momentum < 1);
    check("--weight-decay must be at least 0 and finite", weightDecay, weightDecay >= 0);
  }

  /** Steps that each process takes between two averagings of local SGD. */
  int localSteps(int processes) {
    return Math.max(1, roundBatches / processes);
  }

  private static void atLeast(String option, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s must be at least %s, not %s".formatted(option, least, value));
    }
  }

  private static void check(String rule, double value, boolean kept) {
    if (!kept || Double.isInfinite(value)) {
      throw new IllegalArgumentException(rule + ", not " + value);
    }
  }
}
