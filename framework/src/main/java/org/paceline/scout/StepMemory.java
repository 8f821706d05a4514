package org.paceline.scout;

import java.util.Locale;
import org.paceline.model.NetworkCost;
import org.paceline.model.TrainableNetwork;

/**
 * About how much memory one training step takes, in bytes, term by term.
 *
 * @param batchSize examples in the step
 * @param parameters the network's parameters
 * @param gradients as many gradients
 * @param updaterState what the updater remembers, such as momentum
 * @param input the batch
 * @param activations the outputs of all layers
 * @param activationGradients their gradients
 * @param scratch what the native libraries take beside, by experience
 */
// DL4J's own getMemoryReport counts the columns of an im2col that oneDNN does not make, and for
// graphs neither the sums nor what batch normalisation keeps: at batch 256 it was 1.7 times the
// measured peak of cnn and 0.56 of that of resnet20.
public record StepMemory(
    int batchSize,
    long parameters,
    long gradients,
    long updaterState,
    long input,
    long activations,
    long activationGradients,
    long scratch) {

  /** Arrays that wait for the garbage collector, and buffers of threads: at any batch size. */
  private static final long FIXED_SCRATCH = 64L << 20;

  /** Reordered copies and arrays that layers keep for the backward pass, for each activation. */
  private static final double SCRATCH_OF_ACTIVATIONS = 2.5;

  /**
   * Estimates a step.
   *
   * @param network the network
   * @param cost what one example takes
   * @param batchSize examples in the step
   * @param shape the shape of a batch of inputs, of which the first number does not matter
   */
  static StepMemory of(TrainableNetwork network, NetworkCost cost, int batchSize, long... shape) {
    long input = Float.BYTES;
    for (int i = 1; i < shape.length; i++) {
      input *= shape[i];
    }
    long activations = Float.BYTES * cost.activations();
    long parameters = Float.BYTES * network.network().params().length();
    return of(parameters, Float.BYTES * network.updaterStateLength(), input, activations)
        .times(batchSize);
  }

  private static StepMemory of(long parameters, long updaterState, long input, long activations) {
    return new StepMemory(
        1, parameters, parameters, updaterState, input, activations, activations, 0);
  }

  private StepMemory times(int examples) {
    return new StepMemory(
        examples,
        parameters,
        gradients,
        updaterState,
        examples * input,
        examples * activations,
        examples * activationGradients,
        FIXED_SCRATCH + (long) (SCRATCH_OF_ACTIVATIONS * examples * activations));
  }

  /**
   * All of it.
   *
   * @return the sum of the terms in bytes
   */
  public long totalBytes() {
    return fixedBytes() + growingBytes();
  }

  private long fixedBytes() {
    return parameters + gradients + updaterState + FIXED_SCRATCH;
  }

  private long growingBytes() {
    return input + activations + activationGradients + scratch - FIXED_SCRATCH;
  }

  /** What travels in a round: parameters and the updater's state. */
  long stateBytes() {
    return parameters + updaterState;
  }

  /** How many batches of this size could be one step within so many bytes. */
  int batchesWithin(long bytes) {
    return (int) Math.max(0, Math.min(Integer.MAX_VALUE, (bytes - fixedBytes()) / growingBytes()));
  }

  /** An amount of memory as people write it. */
  static String text(long bytes) {
    return bytes < 1L << 30
        ? (bytes >> 20) + " MiB"
        : String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
  }
}
