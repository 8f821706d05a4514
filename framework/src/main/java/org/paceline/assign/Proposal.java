package org.paceline.assign;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What a policy came to.
 *
 * @param policy which it was
 * @param assignment the plan
 * @param bound what no plan can be better than, where the policy knows one
 * @param notes what the user should know, such as why a solver could not be used
 */
public record Proposal(
    String policy, Assignment assignment, OptionalDouble bound, List<String> notes) {

  /** Copies the notes. */
  public Proposal {
    notes = List.copyOf(notes);
  }

  static Proposal of(AssignmentPolicy policy, Assignment assignment) {
    return new Proposal(policy.name(), assignment, OptionalDouble.empty(), List.of());
  }
}
