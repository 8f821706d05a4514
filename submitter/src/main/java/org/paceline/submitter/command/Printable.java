package org.paceline.submitter.command;

import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Text of others on a terminal. Control characters could move the cursor or change the terminal's
 * settings, and those that turn the direction of writing could show one name as another.
 */
final class Printable {

  private Printable() {}

  /** Each character that is not to be seen is a question mark. */
  static String of(String text) {
    return text.codePoints()
        .mapToObj(c -> unseen(c) ? "?" : Character.toString(c))
        .collect(Collectors.joining());
  }

  /** JSON with those characters as escapes, which mean the same. */
  static String json(String json) {
    StringBuilder escaped = new StringBuilder(json.length());
    for (char c : json.toCharArray()) {
      if (c != '\n' && c != '\r' && unseen(c) && !Character.isSurrogate(c)) {
        escaped.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }

  private static boolean unseen(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE ->
          true;
      default -> false;
    };
  }
}
