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
 * @param origin the objective of a plan that ends now, from which both count
 * @param seconds how long it took to find
 * @param notes what the user should know
 */
public record Solution(
    String policy,
    Assignment assignment,
    List<String> missing,
    double objective,
    double bound,
    double origin,
    double seconds,
    List<String> notes) {

  /** What rounding may put between an objective and its bound, as a part of them. */
  private static final double ROUNDING = 1e-9;

  /** The same on a clock of long ago, in units of the objective's last place. */
  private static final double ROUNDINGS = 4;

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
   * @return |objective − bound| ÷ |objective − origin|; 0 where rounding alone parts them
   */
  public double gap() {
    double distance = Math.abs(objective - bound);
    double size = Math.max(Math.abs(objective - origin), Math.abs(bound - origin));
    double rounding = Math.max(ROUNDING * size, ROUNDINGS * Math.ulp(objective));
    return distance <= rounding ? 0 : distance / Math.max(rounding, Math.abs(objective - origin));
  }

  /**
   * The same plan beside a bound that another policy has found.
   *
   * @param name of the policy that is to be told
   * @param better the bound
   * @return a copy
   */
  public Solution with(String name, double better) {
    return new Solution(name, assignment, missing, objective, better, origin, seconds, notes);
  }
}
