package org.paceline.benchmarks;

import java.util.Arrays;
import java.util.List;

/**
 * The speed of one engine at one network and batch size.
 *
 * @param model the network's name
 * @param batch examples in a batch
 * @param engine who trained
 * @param median examples a second
 * @param lowerQuartile examples a second
 * @param upperQuartile examples a second
 * @param samples examples a second of each turn, in the order they ran
 */
record EngineRow(
    String model,
    int batch,
    Engine engine,
    double median,
    double lowerQuartile,
    double upperQuartile,
    List<Double> samples) {

  static EngineRow of(String model, int batch, Engine engine, List<Double> samples) {
    double[] sorted = samples.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return new EngineRow(
        model,
        batch,
        engine,
        quantile(sorted, 0.5),
        quantile(sorted, 0.25),
        quantile(sorted, 0.75),
        List.copyOf(samples));
  }

  private static double quantile(double[] sorted, double quantile) {
    double at = quantile * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return Arrays.stream(sorted).skip(below).findFirst().orElseThrow() * (1 - (at - below))
        + sorted[above] * (at - below);
  }
}
