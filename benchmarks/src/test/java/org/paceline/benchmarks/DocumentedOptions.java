package org.paceline.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The options that a line of benchmarks/README.md names.
 *
 * @param text the line
 * @param names the benchmarks that it may be about: that of its command, or else the section's
 * @param options those, without that for help
 */
record DocumentedOptions(String text, Set<String> names, Set<String> options) {

  private static final Path README = Path.of("..", "benchmarks", "README.md");
  private static final Pattern COMMAND = Pattern.compile("benchmarks/run (?!tables)([a-z]+)");
  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*");

  /** They have options of their own. */
  private static final Pattern OTHERS = Pattern.compile("`(?:bin/)?paceline [^`]*`");

  /** All lines that name an option and are in a section about benchmarks. */
  static List<DocumentedOptions> ofReadme() throws IOException {
    List<DocumentedOptions> documented = new ArrayList<>();
    for (String section : Files.readString(README).split("(?m)^## ", -1)) {
      Set<String> names = found(COMMAND, section, 1);
      for (String line : OTHERS.matcher(section).replaceAll("").lines().toList()) {
        Matcher command = COMMAND.matcher(line);
        Set<String> about = command.find() ? Set.of(command.group(1)) : names;
        documented.add(new DocumentedOptions(line, about, found(OPTION, line, 0)));
      }
    }
    documented.removeIf(line -> line.options().isEmpty() || line.names().isEmpty());
    return documented;
  }

  private static Set<String> found(Pattern pattern, String text, int group) {
    return pattern
        .matcher(text)
        .results()
        .map((MatchResult match) -> match.group(group))
        .filter(word -> !HelpOptions.STANDARD.contains(word))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
