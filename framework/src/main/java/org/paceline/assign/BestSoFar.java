package org.paceline.assign;

/** The best plan of a search. */
final class BestSoFar {

  private final Instance instance;
  private final double bound;
  private Assignment plan;
  private Score score;

  BestSoFar(Instance instance) {
    this.instance = instance;
    this.bound = instance.problem().objective().toMinimise(Bounds.of(instance));
  }

  /** Takes a plan if it is better, and tells whether it was. */
  boolean take(ScheduleBuilder candidate) {
    Score its = candidate.score();
    if (score != null && !its.betterThan(score)) {
      return false;
    }
    plan = candidate.build();
    score = its;
    return true;
  }

  /** Takes a plan if it is better, and tells whether it was. */
  boolean take(Assignment candidate) {
    Score its = Score.of(instance.problem(), candidate);
    if (score != null && !its.betterThan(score)) {
      return false;
    }
    plan = candidate;
    score = its;
    return true;
  }

  /** Whether none can be better. */
  boolean perfect() {
    return score != null && score.missing() == 0 && Amounts.within(score.toMinimise(), bound);
  }

  Assignment plan() {
    return plan;
  }
}
