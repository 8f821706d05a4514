package org.paceline.exchange;

import java.util.List;

/**
 * How the executors' networks become one: a weight for each, the rest going to the network that the
 * round started from.
 *
 * <p>The updater's state is averaged with the same weights. Implementations are stateless.
 */
public interface Averaging {

  /**
   * What a weight may depend on.
   *
   * @param examples examples trained, positive
   * @param steps optimisation steps taken, positive
   */
  record Contribution(long examples, int steps) {}

  /**
   * Weighs the contributions.
   *
   * @param contributions one a participating executor, at least one
   * @return a weight for each, in the same order
   */
  List<Double> weights(List<Contribution> contributions);

  /**
   * Finds a strategy by name.
   *
   * @param name {@code examples}, {@code uniform} or {@code normalized}
   * @return the strategy
   * @throws IllegalArgumentException if there is none of that name
   */
  static Averaging named(String name) {
    return switch (name) {
      case "examples" -> new ExampleAveraging();
      case "uniform" -> new UniformAveraging();
      case "normalized" -> new NormalizedAveraging();
      default ->
          throw new IllegalArgumentException(
              "averaging is one of examples, uniform, normalized, not '" + name + "'");
    };
  }
}
