package org.paceline.assign.format;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.paceline.assign.Objective;

/**
 * How to read a file, where that is left to the user.
 *
 * @param objective what counts; else what the file says, or what is usual for its format
 * @param instance which problem of a GAP file that has several, from 1
 * @param megabytesPerSecond how fast data goes between machines; else it takes no time
 */
public record Reading(
    Optional<Objective> objective, OptionalInt instance, OptionalDouble megabytesPerSecond) {

  /** All as usual. */
  public static final Reading USUAL =
      new Reading(Optional.empty(), OptionalInt.empty(), OptionalDouble.empty());

  /** Checks that there is a bandwidth where one is given. */
  public Reading {
    if (megabytesPerSecond.isPresent() && !(megabytesPerSecond.getAsDouble() > 0)) {
      throw new IllegalArgumentException(
          "the bandwidth must be above 0 MB/s, not %s".formatted(megabytesPerSecond.getAsDouble()));
    }
  }

  /** What counts, among what makes sense for a format. */
  Objective objective(String format, Objective usual, Objective... others) {
    Objective chosen = objective.orElse(usual);
    StringBuilder titles = new StringBuilder(usual.title());
    boolean allowed = chosen == usual;
    for (Objective other : others) {
      titles.append(" or ").append(other.title());
      allowed |= chosen == other;
    }
    if (!allowed) {
      throw new IllegalArgumentException(
          "the objective of %s must be %s, not %s".formatted(format, titles, chosen.title()));
    }
    return chosen;
  }

  void refuseInstance(String format) {
    if (instance.isPresent()) {
      throw new IllegalArgumentException(
          "an instance can be chosen in a GAP file only, not in %s".formatted(format));
    }
  }

  void refuseBandwidth(String format) {
    if (megabytesPerSecond.isPresent()) {
      throw new IllegalArgumentException(
          "a bandwidth counts with sizes of files, which WfCommons' JSON has, not %s"
              .formatted(format));
    }
  }
}
