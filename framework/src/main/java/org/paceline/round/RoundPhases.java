package org.paceline.round;

/**
 * Where a round's time went, in seconds, on the path of the worker that answered last: the phases
 * follow each other and their sum is the round.
 *
 * <p>{@code launch} and {@code upload} lie between the clocks of two computers: they are off by as
 * much as those are, one by as much too long as the other is too short.
 *
 * @param planning dealing the shares
 * @param broadcast handing the state to Spark
 * @param launch from the job's start to the share's being in the task
 * @param fetch fetching and deserialising the state
 * @param apply copying the state into the network
 * @param training the steps
 * @param readOut copying the state out of the network
 * @param upload serialising the result, sending it and deserialising it in the driver
 * @param averaging from the last result to the new state
 * @param overhead the round's time without the longest training time of a worker; all are 0 for a
 *     round from which nothing came back
 */
public record RoundPhases(
    double planning,
    double broadcast,
    double launch,
    double fetch,
    double apply,
    double training,
    double readOut,
    double upload,
    double averaging,
    double overhead) {

  static final RoundPhases NONE = new RoundPhases(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}
