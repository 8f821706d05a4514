package org.paceline.round;

import java.io.Serializable;
import java.util.List;
import org.paceline.exchange.Averaging;
import org.paceline.exchange.NetworkState;
import org.paceline.model.Counts;
import org.paceline.partition.Unreadable;
import org.paceline.partition.UnreadableException;
import org.paceline.pool.Stint;

/**
 * What one executor brings back from a round.
 *
 * @param executorId the executor
 * @param blocks the blocks it trained, each exactly once: its share, or the beginning of it
 * @param examples examples in them
 * @param steps optimisation steps it took
 * @param state the network after them
 * @param loss mean loss over its steps, or 0 without any
 * @param trainingSeconds time of the steps, with the preparation of their batches
 * @param stepSeconds time of the steps alone
 * @param endPace the steps' pace at the end as a part of their mean pace, or NaN where it did not
 *     last
 * @param problem why it could not train, or an empty text
 * @param unreadable the block that it could not read, or null
 * @param stamps when it did what
 */
public record RoundResult(
    String executorId,
    List<Integer> blocks,
    long examples,
    int steps,
    NetworkState state,
    double loss,
    double trainingSeconds,
    double stepSeconds,
    double endPace,
    String problem,
    Unreadable unreadable,
    Stamps stamps)
    implements Serializable {

  static RoundResult failed(String executorId, Throwable failure) {
    NetworkState nothing = new NetworkState(new float[0], new float[0], new Counts(0, 0, 0));
    Unreadable unreadable = failure instanceof UnreadableException bad ? bad.unreadable() : null;
    return new RoundResult(
        executorId,
        List.of(),
        0,
        0,
        nothing,
        0,
        0,
        0,
        Double.NaN,
        unreadable == null ? String.valueOf(failure) : unreadable.problem(),
        unreadable,
        Stamps.NONE);
  }

  boolean failed() {
    return !problem.isEmpty();
  }

  /**
   * What it did, for its speed.
   *
   * @param finishSeconds when it was done, after the round's start
   * @return the same in numbers
   */
  public Stint stint(double finishSeconds) {
    return new Stint(blocks.size(), examples, trainingSeconds, stepSeconds, finishSeconds, endPace);
  }

  /**
   * What its weight in the average may depend on.
   *
   * @return examples and steps
   */
  public Averaging.Contribution contribution() {
    return new Averaging.Contribution(examples, steps);
  }
}
