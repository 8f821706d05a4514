package org.paceline.checkpoint;

import java.util.List;
import org.paceline.ledger.EpochRecord;
import org.paceline.ledger.Ledger;
import org.paceline.ledger.LedgerState;
import org.paceline.model.Validation;
import org.paceline.pool.WorkerMemory;

/**
 * How far a run is, but for the network itself.
 *
 * @param seed the run's seed
 * @param epoch the epoch that is being trained, from 1
 * @param roundOfEpoch rounds of it that are over
 * @param round rounds of the run that are over
 * @param ledger what of the epoch is trained
 * @param epochExamples examples trained in this epoch
 * @param examples examples trained in the run
 * @param seconds the run's length so far
 * @param possibleExamples what the pool would have trained in that time at its trial speeds
 * @param lostCapacity what executors that are gone could have trained while they were there
 * @param epochs the books of the epochs that are over
 * @param validations how good the network was after each of them, where it was validated
 * @param workers what each seat of the pool did
 */
public record TrainingState(
    long seed,
    int epoch,
    int roundOfEpoch,
    int round,
    LedgerState ledger,
    long epochExamples,
    long examples,
    double seconds,
    double possibleExamples,
    double lostCapacity,
    List<EpochRecord> epochs,
    List<Validation> validations,
    List<WorkerMemory> workers) {

  /** Checkpoints of earlier versions know of no validations. */
  public TrainingState {
    validations = validations == null ? List.of() : List.copyOf(validations);
  }

  /**
   * A run that has not begun.
   *
   * @param seed the run's seed
   * @param blocks blocks of an epoch
   * @return nothing trained
   */
  public static TrainingState start(long seed, int blocks) {
    LedgerState empty = new Ledger(blocks, seed).state();
    return new TrainingState(seed, 1, 0, 0, empty, 0, 0, 0, 0, 0, List.of(), List.of(), List.of());
  }
}
