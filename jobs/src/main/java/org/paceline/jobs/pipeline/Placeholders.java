package org.paceline.jobs.pipeline;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands in arguments for what is known only when a stage begins: {@code ${output}}, {@code
 * ${pipeline}} and {@code ${stages.NAME}}. {@code $${} is the text {@code ${}.
 */
final class Placeholders {

  static final List<String> RESERVED = List.of("output", "pipeline", "stages");

  private static final String STAGE = "stages.";
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\$\\{|\\$\\{([^}]*)\\}|\\$\\{");

  private Placeholders() {}

  /**
   * Replaces each, given its name and as it stands there; what is literal stays for the last time.
   */
  static String replace(String argument, BinaryOperator<String> value) {
    Matcher matcher = PLACEHOLDER.matcher(argument);
    return matcher.replaceAll(
        found -> {
          String name = found.group(1);
          String whole = found.group();
          return Matcher.quoteReplacement(name == null ? whole : value.apply(name, whole));
        });
  }

  /** A value that later rounds take as it is. */
  static String literal(String value) {
    return value.replace("${", "$${");
  }

  /** Checks that each will be known when the stage begins. */
  static void check(Stage stage, Set<String> ancestors) {
    for (String argument : stage.arguments()) {
      if (argument.replace("$${", "").matches("(?s).*\\$\\{[^}]*")) {
        throw new IllegalArgumentException(
            "stage %s: '%s' has a '${' without its '}'; '$${' stands for the text '${'"
                .formatted(stage.name(), argument));
      }
      replace(argument, (name, whole) -> check(stage, name, ancestors));
    }
  }

  private static String check(Stage stage, String name, Set<String> ancestors) {
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
    return "";
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
