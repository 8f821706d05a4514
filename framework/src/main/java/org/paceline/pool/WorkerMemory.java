package org.paceline.pool;

import org.paceline.speed.ObservedSpeed;

/**
 * What an executor did, as it is kept in a checkpoint.
 *
 * @param executorId the executor that it was
 * @param trial its trial speed in examples a second
 * @param observed the state of its speed's filter
 * @param examples examples that were trained on its seat
 * @param examplesOfOthers how many of them before another machine was given the seat
 * @param busySeconds time it spent in training steps, with the preparation of their batches
 * @param stepSeconds time it spent in training steps alone
 * @param hereSeconds how long it was there while the run went on
 * @param relativeFinish sum over its rounds of its finish relative to their means
 * @param rounds rounds it took part in
 */
public record WorkerMemory(
    String executorId,
    double trial,
    ObservedSpeed.Memory observed,
    long examples,
    long examplesOfOthers,
    double busySeconds,
    double stepSeconds,
    double hereSeconds,
    double relativeFinish,
    int rounds) {

  private static final double SAME_MACHINE = 0.2;

  /** Whether what it tells of speed holds for a machine of this trial speed. */
  boolean sameMachine(double trialSpeed) {
    return Math.abs(trialSpeed / trial - 1) < SAME_MACHINE;
  }

  /** What it could have trained while it was there, had it done nothing but steps. */
  double capacity() {
    return (stepSeconds > 0 ? (examples - examplesOfOthers) / stepSeconds : trial) * hereSeconds;
  }
}
