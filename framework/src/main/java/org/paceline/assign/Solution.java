package org.paceline.assign;

import java.util.List;

/**
 * A plan and how good it is.
 *
 * @param policy which made it
 * @param assignment who does what, from when to when
 * @param missing required tasks that it lacks; empty for a whole plan
 * @param objective the value of the objective
 * @param bound no plan has a better value
 * @param seconds how long it took to find
 * @param notes what the user should know
 */
public record Solution(
    String policy,
    Assignment assignment,
    List<String> missing,
    double objective,
    double bound,
    double seconds,
    List<String> notes) {

  /** Copies the lists. */
  public Solution {
    missing = List.copyOf(missing);
    notes = List.copyOf(notes);
  }

  /**
   * Whether nothing is better.
   *
   * @return whether it is whole and its objective reaches the bound
   */
  public boolean optimal() {
    return missing.isEmpty() && gap() == 0;
  }

  /**
   * How far from the best it is at most.
   *
   * @return |objective − bound| ÷ |objective|; 0 where rounding alone parts them
   */
  public double gap() {
    double distance = Math.abs(objective - bound);
    double size = Math.max(Math.abs(objective), Math.abs(bound));
    return distance <= 1e-9 * Math.max(1, size)
        ? 0
        : distance / Math.max(1e-9, Math.abs(objective));
  }
}
