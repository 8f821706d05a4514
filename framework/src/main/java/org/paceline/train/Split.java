package org.paceline.train;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.paceline.plan.EqualPlanner;
import org.paceline.plan.QuotaPlanner;
import org.paceline.plan.RatioPlanner;
import org.paceline.plan.SimultaneousFinishPlanner;
import org.paceline.plan.WorkerSpeed;
import org.paceline.roster.Member;

/** Which planner deals which round. */
public interface Split {

  /**
   * The planner of a round.
   *
   * @param round the round's number in the run, from 0
   * @return the planner
   */
  QuotaPlanner planner(int round);

  /**
   * Whether the quotas are the same whatever the speeds, so that a run can be repeated.
   *
   * @return false if observed speeds decide
   */
  boolean fixed();

  /**
   * For how many workers this split has parts.
   *
   * @return their number, or empty if any number will do
   */
  default OptionalInt parts() {
    return OptionalInt.empty();
  }

  /**
   * How many blocks a round has, where that is laid down.
   *
   * @param round the round's number in the run, from 0
   * @return blocks of all workers, or empty if the run decides
   */
  default OptionalInt units(int round) {
    return OptionalInt.empty();
  }

  /**
   * Checks that it can deal to some executors, as a ratio of another length cannot.
   *
   * @param members the executors
   * @throws IllegalArgumentException if it cannot
   */
  default void check(List<Member> members) {
    List<WorkerSpeed> workers =
        members.stream().map(member -> WorkerSpeed.of(member.executorId(), 1)).toList();
    planner(0).plan(workers, 1);
  }

  /**
   * Reads a split as a user writes it.
   *
   * @param text {@code proportional}, {@code equal}, a ratio such as {@code 4:2:1}, or the path of
   *     a {@code plan.json} whose rounds are repeated
   * @return the split
   * @throws IllegalArgumentException if it is none of these
   */
  static Split parse(String text) {
    if (text.equals("proportional")) {
      return new Uniform(new SimultaneousFinishPlanner(), false, OptionalInt.empty());
    }
    if (text.equals("equal")) {
      return new Uniform(new EqualPlanner(), true, OptionalInt.empty());
    }
    if (text.matches("[0-9.]+(:[0-9.]+)+")) {
      List<Double> ratio = Arrays.stream(text.split(":")).map(Split::part).toList();
      return new Uniform(new RatioPlanner(ratio), true, OptionalInt.of(ratio.size()));
    }
    if (text.endsWith(".json")) {
      return RecordedSplit.read(Path.of(text));
    }
    throw new IllegalArgumentException(
        "split is one of proportional, equal, a ratio such as 4:2:1, or a plan.json, not '"
            + text
            + "'");
  }

  private static Double part(String text) {
    try {
      return Double.valueOf(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("a part of a ratio is a number, not '" + text + "'");
    }
  }

  /** The same planner in every round. */
  record Uniform(QuotaPlanner planner, boolean fixed, OptionalInt parts) implements Split {

    @Override
    public QuotaPlanner planner(int round) {
      return planner;
    }
  }
}
