package org.paceline.jobs;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paceline.scout.MemoryFit;
import org.paceline.scout.StepMemory;

/**
 * What the executors did with one batch size, all of them together.
 *
 * @param batchSize examples in a batch
 * @param memory how a step fits each executor, by id
 * @param speeds examples a second of each that a step fits
 */
record BatchTrial(int batchSize, Map<String, MemoryFit> memory, Map<String, Double> speeds) {

  /** Whether a step fits any executor. */
  boolean fits() {
    return memory.values().stream().anyMatch(MemoryFit::fits);
  }

  /** The sum of the speeds. */
  double together() {
    return speeds.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** What a step takes, wherever it runs. */
  StepMemory need() {
    return memory.values().iterator().next().need();
  }

  /** The speed of the slowest executor, or 0 if there is none. */
  double slowest() {
    return speeds.values().stream().mapToDouble(Double::doubleValue).min().orElse(0);
  }

  /** The batch size with which an executor is fastest. */
  static Optional<Integer> best(List<BatchTrial> trials, String executor) {
    return trials.stream()
        .filter(trial -> trial.speeds().containsKey(executor))
        .max(Comparator.comparingDouble(trial -> trial.speeds().get(executor)))
        .map(BatchTrial::batchSize);
  }

  /** The trial in which all together were fastest. */
  static Optional<BatchTrial> best(List<BatchTrial> trials) {
    return trials.stream()
        .filter(trial -> !trial.speeds().isEmpty())
        .max(Comparator.comparingDouble(BatchTrial::together));
  }
}
