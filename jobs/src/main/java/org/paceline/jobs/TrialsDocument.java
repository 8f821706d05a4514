package org.paceline.jobs;

import java.util.List;
import java.util.Locale;
import org.paceline.roster.Member;
import org.paceline.scout.StepMemory;

/**
 * The content of {@code trials.json}; see {@code docs/output.md}.
 *
 * @param data the data set as the user named it
 * @param dataHash what identifies its content
 * @param model the network as the user named it
 * @param batches the batch sizes, in ascending order
 * @param executors the executors; their speeds are in the order of the batches
 * @param bestBatchSize where the sum of the speeds is largest; null if no batch fits anywhere
 */
record TrialsDocument(
    String data,
    String dataHash,
    String model,
    List<Batch> batches,
    List<Executor> executors,
    Integer bestBatchSize) {

  /** A batch size: all speeds together, and what a step takes of memory, term by term. */
  record Batch(int batchSize, double examplesPerSecond, long neededBytes, StepMemory memory) {}

  /** An executor: what it has for a step, and its speeds, null where a step does not fit. */
  record Executor(
      String executorId,
      String host,
      String device,
      long memoryBytes,
      List<Double> examplesPerSecond,
      Integer bestBatchSize) {}

  static Batch batch(BatchTrial trial) {
    StepMemory need = trial.need();
    return new Batch(trial.batchSize(), trial.together(), need.totalBytes(), need);
  }

  static Executor executor(Member member, Object device, List<BatchTrial> trials) {
    String id = member.executorId();
    // A list of the JDK's holds no null.
    List<Double> speeds = new java.util.ArrayList<>();
    trials.forEach(trial -> speeds.add(trial.speeds().get(id)));
    return new Executor(
        id,
        member.host(),
        device.toString().toLowerCase(Locale.ROOT),
        trials.get(0).memory().get(id).hasBytes(),
        speeds,
        BatchTrial.best(trials, id).orElse(null));
  }
}
