package org.paceline.train;

import java.util.List;

/**
 * What happened in one round; lists are in the workers' order.
 *
 * @param epoch the epoch, from 1
 * @param round the round of the whole run, from 0
 * @param roundOfEpoch the round of the epoch, from 1
 * @param roundsOfEpoch the rounds that the epoch is planned to have
 * @param quotas blocks dealt to each worker
 * @param plannedSeconds when each was expected to finish
 * @param finishSeconds when each finished, 0 for a worker without a share
 * @param trainingSeconds time each spent in training steps
 * @param examples examples trained in the round
 * @param examplesSoFar examples trained in the run
 * @param examplesInAll examples that the run will train
 * @param seconds the round's length, with averaging and planning
 * @param secondsSoFar the run's length so far
 * @param loss mean loss over the round's examples
 * @param efficiency η of the round against the trial speeds
 */
public record RoundRecord(
    int epoch,
    int round,
    int roundOfEpoch,
    int roundsOfEpoch,
    List<Integer> quotas,
    List<Double> plannedSeconds,
    List<Double> finishSeconds,
    List<Double> trainingSeconds,
    long examples,
    long examplesSoFar,
    long examplesInAll,
    double seconds,
    double secondsSoFar,
    double loss,
    double efficiency) {}
