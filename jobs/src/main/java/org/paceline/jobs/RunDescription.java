package org.paceline.jobs;

import org.paceline.job.JobContext;

/**
 * What a run was asked to do, as {@code plan.json} and {@code result.json} repeat it.
 *
 * @param data the data set as the user named it
 * @param dataHash hash of the training examples
 * @param model the network as the user named it
 * @param batchSize examples in a batch
 * @param roundBatches batches in a round, or null where the run decided
 * @param split who gets how much
 * @param averaging how networks become one
 * @param seed the seed
 * @param epochs passes over the data
 * @param limiter how an embedded cluster holds its workers to their shares, or "none"
 */
record RunDescription(
    String data,
    String dataHash,
    String model,
    int batchSize,
    Integer roundBatches,
    String split,
    String averaging,
    long seed,
    int epochs,
    String limiter) {

  static RunDescription of(
      TrainingImages images, NetworkArguments network, TrainingArguments how, JobContext context) {
    return new RunDescription(
        images.name(),
        images.training().fingerprint(),
        network.name(),
        images.batchSize(),
        how.roundBatches(),
        how.split(),
        how.averaging(),
        network.seed(),
        how.epochs(),
        context.limiter().orElse("none"));
  }
}
