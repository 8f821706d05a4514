package org.paceline.jobs;

import java.util.List;
import org.paceline.ledger.EpochRecord;
import org.paceline.model.Validation;
import org.paceline.pool.PoolWorker;
import org.paceline.train.TrainingOutcome;

/**
 * The content of {@code result.json}; see {@code docs/output.md}.
 *
 * @param seed the seed of the run
 * @param examplesPerEpoch training examples
 * @param epochs epochs trained
 * @param epochsExact for each epoch whether every example was trained exactly once
 * @param ledgerHashes for each epoch a hash over who trained which batch in which round
 * @param validations for each epoch how good the network was on what was held out, if anything was
 * @param loadSeconds time before training in which executors read and cached the data
 * @param seconds wall time of training, averaging and planning included
 * @param examplesPerSecond examples trained ÷ seconds
 * @param efficiency η: examples trained ÷ what all executors could have trained while they were
 *     there, had they done nothing but steps
 * @param efficiencyOfTrial examples trained ÷ what the executors that were there could at their
 *     trial speeds
 * @param accuracy share of test examples classified rightly
 * @param macroPrecision mean precision of the classes
 * @param macroRecall mean recall of the classes
 * @param macroF1 mean F1 of the classes
 * @param classes the same for each class, with the number of its test examples
 * @param confusion a row for each class, with how many of its test examples were taken for each
 * @param parametersHash SHA-256 over the trained parameters
 * @param movedBatches batches trained elsewhere than where they were cached
 * @param movedBytes about how large these batches are
 * @param run what was asked for
 * @param workers what each executor did
 */
record ResultDocument(
    long seed,
    long examplesPerEpoch,
    int epochs,
    List<Boolean> epochsExact,
    List<String> ledgerHashes,
    List<Validation> validations,
    double loadSeconds,
    double seconds,
    double examplesPerSecond,
    double efficiency,
    double efficiencyOfTrial,
    double accuracy,
    double macroPrecision,
    double macroRecall,
    double macroF1,
    List<Scores.OfClass> classes,
    List<List<Integer>> confusion,
    String parametersHash,
    long movedBatches,
    long movedBytes,
    RunDescription run,
    List<Worker> workers) {

  /**
   * One executor: {@code share} is its part of all examples, {@code speed} its trial speed in
   * examples a second and {@code trialDrift} how far that was from what its rounds showed, {@code
   * stepSpeed} the speed of its steps alone, {@code hereSeconds} how long it was there, {@code
   * cores} the share of a core it was given, {@code finishSpread} its finish relative to the
   * round's mean, averaged over the rounds.
   */
  record Worker(
      String executorId,
      double cores,
      double share,
      double speed,
      double nominalSpeed,
      double observedSpeed,
      double stepSpeed,
      double trialDrift,
      double fixedSeconds,
      long examples,
      double busySeconds,
      double hereSeconds,
      double finishSpread) {}

  static ResultDocument of(RunDescription run, TrainingOutcome outcome, Scores scores) {
    return new ResultDocument(
        run.seed(),
        outcome.examplesPerEpoch(),
        outcome.epochs().size(),
        outcome.epochsExact(),
        outcome.epochs().stream().map(EpochRecord::ledgerHash).toList(),
        outcome.validations(),
        outcome.loadSeconds(),
        outcome.seconds(),
        outcome.examplesPerSecond(),
        outcome.efficiency(),
        outcome.efficiencyOfTrial(),
        scores.accuracy(),
        scores.precision(),
        scores.recall(),
        scores.f1(),
        scores.classes(),
        scores.confusion(),
        outcome.state().parametersHash(),
        outcome.movedBlocks(),
        outcome.movedBytes(),
        run,
        outcome.workers().stream().map(worker -> worker(worker, outcome.examples())).toList());
  }

  private static Worker worker(PoolWorker worker, long examples) {
    return new Worker(
        worker.member().executorId(),
        PlanDocument.cores(worker),
        (double) worker.examples() / examples,
        worker.trial().examplesPerSecond(),
        worker.nominal().examplesPerSecond(),
        worker.observed().examplesPerSecond(),
        worker.tally().stepSpeed(),
        worker.tally().trialDrift(),
        worker.observed().fixedSeconds(),
        worker.examples(),
        worker.tally().busySeconds(),
        worker.tally().hereSeconds(),
        worker.tally().finishSpread());
  }
}
