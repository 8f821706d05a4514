package org.paceline.jobs.pipeline;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts the values of variables into arguments, and leaves other placeholders as they are. */
final class Variables {

  /** A few aliases and placeholders in a small file could else fill the memory. */
  private static final int MOST_OF_ALL = 10_000_000;

  private final Map<String, String> ofFile;
  private final Given given;
  private final Map<String, String> values;
  private final Set<String> used = new HashSet<>();
  private long filled;

  /** Takes the values of the file, and those that the user gave. */
  Variables(Map<String, String> ofFile, Given given) {
    this.ofFile = ofFile;
    this.given = given;
    values = given.with(ofFile);
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
    String full = new Substitution(argument, this::value).filled();
    filled += full.length();
    if (filled > MOST_OF_ALL) {
      throw new IllegalArgumentException(
          "all arguments together must have at most %s characters".formatted(MOST_OF_ALL));
    }
    return full;
  }

  private Optional<String> value(String name) {
    used.add(name);
    return Optional.ofNullable(values.get(name));
  }

  /** What was given and is nowhere is a slip of the pen. */
  void checkUsed() {
    for (String name : given.now().keySet()) {
      if (!used.contains(name)) {
        throw new IllegalArgumentException("--set %s: no argument has ${%s}".formatted(name, name));
      }
    }
  }

  /** What another session is to know. */
  Map<String, String> kept() {
    return given.kept(ofFile, used);
  }
}
