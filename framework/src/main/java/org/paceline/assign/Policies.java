package org.paceline.assign;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** The policies by name. */
public final class Policies {

  private static final List<AssignmentPolicy> ALL =
      List.of(
          new PriorityFirst(),
          new RoundRobin(),
          new RandomMachine(),
          new LeastLoaded(),
          new Weighted(),
          new ProportionalShare(),
          new LongestFirst(),
          new Heft(),
          new Regret(),
          new LinearProgramme(),
          new Genetic(),
          new AntColony(),
          new Exact());

  /** Those that take next to no time. */
  private static final List<AssignmentPolicy> QUICK =
      List.of(
          new PriorityFirst(), new LongestFirst(), new Heft(), new Regret(), new LinearProgramme());

  /** Of the time, where one of them takes long for once. */
  private static final double FOR_QUICK = 0.2;

  private Policies() {}

  /**
   * All but {@link #best}.
   *
   * @return baselines first, exact ones last
   */
  public static List<AssignmentPolicy> all() {
    return ALL;
  }

  /**
   * The default: what gives the best plan within the budget, and says which it was.
   *
   * @return the policy of the name {@code best}
   */
  public static AssignmentPolicy best() {
    return new Best();
  }

  /** The best plan of those that take next to no time, with the best bound. */
  static Proposal quickest(Instance instance, Budget budget) {
    Proposal best = QUICK.get(0).propose(instance, budget);
    for (AssignmentPolicy policy : QUICK.subList(1, QUICK.size())) {
      if (!budget.over()) {
        best = Best.better(instance, best, policy.propose(instance, budget.part(FOR_QUICK)));
      }
    }
    // Why one of them is not among the best does not matter.
    return new Proposal(best.policy(), best.assignment(), best.bound(), List.of());
  }

  /** The better of two bounds, where there is any. */
  static OptionalDouble tighter(Instance instance, OptionalDouble one, OptionalDouble other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.isPresent() ? one : other;
    }
    return OptionalDouble.of(
        instance.problem().objective().tighter(one.getAsDouble(), other.getAsDouble()));
  }

  /**
   * The policy of a name.
   *
   * @param name as {@link AssignmentPolicy#name}
   * @return the policy
   * @throws IllegalArgumentException naming all
   */
  public static AssignmentPolicy named(String name) {
    if (name.equals("best")) {
      return best();
    }
    return ALL.stream()
        .filter(policy -> policy.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the policy must be best, %s, not '%s'".formatted(names(), name)));
  }

  private static String names() {
    return ALL.stream().map(AssignmentPolicy::name).collect(Collectors.joining(", "));
  }
}
