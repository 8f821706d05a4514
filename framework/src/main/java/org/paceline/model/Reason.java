package org.paceline.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.EOFException;
import org.nd4j.shade.jackson.databind.exc.InvalidTypeIdException;

/** Why a model cannot be used, in one line: what libraries say runs over many. */
final class Reason {

  private Reason() {}

  static String of(Throwable failure) {
    Throwable telling = failure;
    while (telling.getCause() != null && wraps(telling)) {
      telling = telling.getCause();
    }
    if (telling instanceof InvalidTypeIdException unknown && unknown.getTypeId() != null) {
      return "there is no class %s on the class path".formatted(unknown.getTypeId());
    }
    if (telling instanceof JsonProcessingException json) {
      return json(
          json.getOriginalMessage(),
          json.getLocation() == null ? 0 : json.getLocation().getLineNr());
    }
    if (telling instanceof org.nd4j.shade.jackson.core.JsonProcessingException json) {
      return json(
          json.getOriginalMessage(),
          json.getLocation() == null ? 0 : json.getLocation().getLineNr());
    }
    if (telling instanceof EOFException) {
      return "it ends too early";
    }
    return line(telling.getMessage() == null ? telling.toString() : telling.getMessage());
  }

  /** DL4J wraps what it catches into RuntimeExceptions, whose messages guess or repeat. */
  private static boolean wraps(Throwable failure) {
    String message = failure.getMessage();
    return failure.getClass() == RuntimeException.class
        || message == null
        || message.equals(failure.getCause().toString());
  }

  /** Without where something began, of which Jackson cites the file. */
  private static String json(String message, int line) {
    String said = line(message).replaceAll(" \\(start marker at .*", "");
    return line > 0 ? "%s (line %s)".formatted(said, line) : said;
  }

  private static String line(String text) {
    return text.strip().lines().findFirst().orElse("");
  }
}
