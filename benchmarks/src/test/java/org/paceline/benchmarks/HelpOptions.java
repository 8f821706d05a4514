package org.paceline.benchmarks;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The options that a help lists, without those for help and version.
 *
 * @param all of them
 * @param flags those without a value
 */
record HelpOptions(Set<String> all, Set<String> flags) {

  private static final Pattern LISTED = Pattern.compile("(?m)^(?: {6}|  -\\w, )(--[a-z-]+)(=|)");
  static final Set<String> STANDARD = Set.of("--help", "--version");

  static HelpOptions of(String help) {
    return new HelpOptions(names(help, option -> true), names(help, option -> !hasValue(option)));
  }

  private static boolean hasValue(MatchResult option) {
    return !option.group(2).isEmpty();
  }

  private static Set<String> names(String help, Predicate<MatchResult> which) {
    return LISTED
        .matcher(help)
        .results()
        .filter(which)
        .map(option -> option.group(1))
        .filter(option -> !STANDARD.contains(option))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
