package org.paceline.train;

import java.util.List;
import org.paceline.round.RoundPhases;

/**
 * What happened in one round; lists of numbers are in the order of the pool's seats.
 *
 * @param epoch the epoch, from 1
 * @param round the round of the whole run, from 0
 * @param roundOfEpoch the round of the epoch, from 1
 * @param roundsOfEpoch the rounds that the epoch is planned to have
 * @param quotas blocks dealt to each worker
 * @param trained blocks that each worker trained and that count; fewer than dealt if it was late or
 *     lost
 * @param plannedSeconds when each was expected to finish
 * @param limitSeconds when the round would have ended whoever was not back
 * @param finishSeconds when each finished, 0 for a worker without a share or result
 * @param trainingSeconds time each spent in training steps
 * @param lost executors that died in the round
 * @param late executors that the round did not wait for
 * @param dropped executors whose results were bad
 * @param examples examples trained in the round
 * @param examplesSoFar examples trained in the run
 * @param examplesInAll examples that the run will train
 * @param seconds the round's length, with averaging and planning
 * @param secondsSoFar the run's length so far
 * @param loss mean loss over the round's examples
 * @param efficiency η of the round: examples ÷ what all that were there could have trained in it,
 *     had they done nothing but steps
 * @param efficiencyOfTrial the same against the trial speeds
 * @param phases where its time went
 */
public record RoundRecord(
    int epoch,
    int round,
    int roundOfEpoch,
    int roundsOfEpoch,
    List<Integer> quotas,
    List<Integer> trained,
    List<Double> plannedSeconds,
    double limitSeconds,
    List<Double> finishSeconds,
    List<Double> trainingSeconds,
    List<String> lost,
    List<String> late,
    List<String> dropped,
    long examples,
    long examplesSoFar,
    long examplesInAll,
    double seconds,
    double secondsSoFar,
    double loss,
    double efficiency,
    double efficiencyOfTrial,
    RoundPhases phases) {}
