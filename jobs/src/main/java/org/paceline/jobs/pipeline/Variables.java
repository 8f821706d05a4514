package org.paceline.jobs.pipeline;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Puts the values of variables into arguments, and leaves other placeholders as they are. */
final class Variables {

  private final Map<String, String> values;
  private final Set<String> given;
  private final Set<String> used = new HashSet<>();

  /** Takes the values, and the names of those that the user gave. */
  Variables(Map<String, String> values, Set<String> given) {
    this.values = values;
    this.given = given;
    values.keySet().forEach(Variables::check);
  }

  private static void check(String name) {
    if (!name.matches("[A-Za-z_][A-Za-z0-9_-]*") || Placeholders.RESERVED.contains(name)) {
      throw new IllegalArgumentException(
          "a variable must have a name of letters, digits, '_' and '-' that is not one of %s, not '%s'"
              .formatted(Placeholders.RESERVED, name));
    }
  }

  String fill(String argument) {
    return Placeholders.replace(
        argument,
        (name, whole) -> {
          used.add(name);
          return values.containsKey(name) ? Placeholders.literal(values.get(name)) : whole;
        });
  }

  /** What was given and is nowhere is a slip of the pen. */
  void checkUsed() {
    for (String name : given) {
      if (!used.contains(name)) {
        throw new IllegalArgumentException("--set %s: no argument has ${%s}".formatted(name, name));
      }
    }
  }
}
