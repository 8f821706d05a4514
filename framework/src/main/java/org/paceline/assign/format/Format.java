package org.paceline.assign.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/** What a file is, by what is in it. */
enum Format {
  /** A problem, or tasks and machines, in JSON of its own. */
  JSON,
  /** A list of tasks, or of machines, in JSON. */
  JSON_LIST,
  /** A table of tasks, or of machines. */
  CSV,
  /** The OR-Library's generalised assignment problem. */
  GAP,
  /** PSPLIB's {@code .sm}. */
  PSPLIB,
  /** WfCommons' JSON. */
  WFCOMMONS;

  private static final Pattern NUMBERS = Pattern.compile("[-+0-9.eE \\t]+");
  private static final Pattern PSPLIB_SECTION =
      Pattern.compile("(?mi)^\\s*(PRECEDENCE RELATIONS|REQUESTS/DURATIONS|RESOURCEAVAILABILITIES)");

  static Format of(String text) {
    String trimmed = text.stripLeading();
    String line = trimmed.lines().findFirst().orElse("");
    if (trimmed.startsWith("{") || trimmed.startsWith("[")) {
      return trimmed.startsWith("[") ? JSON_LIST : JSON;
    }
    if (line.startsWith("****") || PSPLIB_SECTION.matcher(text).find()) {
      return PSPLIB;
    }
    return NUMBERS.matcher(line).matches() ? GAP : CSV;
  }

  /** WfCommons' objects have a workflow. */
  static Format of(JsonNode node) {
    return node.has("workflow") || node.has("schemaVersion") ? WFCOMMONS : JSON;
  }
}
