package org.paceline.jobs.pipeline;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands in arguments for what is known only when a stage begins: {@code ${output}}, {@code
 * ${pipeline}} and {@code ${stages.NAME}}. {@code $${} is the text {@code ${}.
 */
final class Placeholders {

  static final List<String> RESERVED = List.of("output", "pipeline", "stages");
  static final String OPENING = "${";
  static final String LITERAL = "$${";

  /** A name cannot have braces, so that no text is walked twice. */
  static final Pattern PLACEHOLDER = Pattern.compile("\\$\\$\\{|\\$\\{([^{}]*)\\}|\\$\\{");

  /** Each becomes a path when the stage begins. */
  private static final int MOST = 100;

  private static final String STAGE = "stages.";

  private Placeholders() {}

  /** The names in an argument, which must be whole. */
  private static List<String> names(String whose, String argument) {
    List<String> names =
        PLACEHOLDER
            .matcher(argument)
            .results()
            .filter(found -> !found.group().equals(LITERAL))
            .map(found -> name(whose, argument, found))
            .toList();
    if (names.size() > MOST) {
      throw new IllegalArgumentException(
          "%s: an argument must have at most %s placeholders, not %s"
              .formatted(whose, MOST, names.size()));
    }
    return names;
  }

  private static String name(String whose, String argument, MatchResult found) {
    if (found.group(1) == null) {
      throw new IllegalArgumentException(
          "%s: '%s' has a '${' without its '}'; '$${' stands for the text '${'"
              .formatted(whose, argument));
    }
    return found.group(1);
  }

  /** Checks that each will be known when a job begins on a machine. */
  static void check(Place place) {
    String whose = "machine " + place.name();
    for (String argument : place.arguments()) {
      for (String name : names(whose, argument)) {
        if (!name.equals("pipeline")) {
          throw new IllegalArgumentException(
              "%s: arguments of a machine can have ${pipeline} and variables, not ${%s}"
                  .formatted(whose, name));
        }
      }
    }
  }

  /** Checks that each will be known when the stage begins. */
  static void check(Stage stage, Set<String> ancestors) {
    for (String argument : stage.arguments()) {
      names("stage " + stage.name(), argument).forEach(name -> check(stage, name, ancestors));
    }
  }

  private static void check(Stage stage, String name, Set<String> ancestors) {
    if (name.startsWith(STAGE)) {
      String other = name.substring(STAGE.length());
      if (!ancestors.contains(other)) {
        throw new IllegalArgumentException(
            "stage %s takes ${%s}, but it is not after '%s'; before it are %s"
                .formatted(stage.name(), name, other, PipelineFile.listed(List.copyOf(ancestors))));
      }
    } else if (!name.equals("output") && !name.equals("pipeline")) {
      throw new IllegalArgumentException(
          "stage %s takes ${%s}, which is no variable; there are ${output}, ${pipeline},"
                  .formatted(stage.name(), name)
              + " ${stages.NAME}, and what 'variables' and --set name");
    }
  }

  /** Puts in what is known now. */
  static String fill(String argument, Path output, Path pipeline, Map<String, Path> stages) {
    Matcher matcher = PLACEHOLDER.matcher(argument);
    return matcher.replaceAll(
        found ->
            Matcher.quoteReplacement(
                found.group(1) == null ? "${" : value(found.group(1), output, pipeline, stages)));
  }

  private static String value(String name, Path output, Path pipeline, Map<String, Path> stages) {
    if (name.equals("output")) {
      return output.toString();
    }
    return name.equals("pipeline")
        ? pipeline.toString()
        : stages.get(name.substring(STAGE.length())).toString();
  }
}
