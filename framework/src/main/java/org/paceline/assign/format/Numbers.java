package org.paceline.assign.format;

import java.util.regex.Pattern;
import org.paceline.base.FormatException;

/** Numbers in texts: digits, a point and an exponent, and nothing else that Java would take. */
final class Numbers {

  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d{1,3})?");

  private Numbers() {}

  static boolean is(String text) {
    return NUMBER.matcher(text).matches();
  }

  static double of(String text, String place) {
    if (!is(text)) {
      throw new FormatException("%s must be a number, not '%s'".formatted(place, shown(text)));
    }
    return Double.parseDouble(text);
  }

  static double atLeastZero(String text, String place) {
    double number = of(text, place);
    if (!(number >= 0) || Double.isInfinite(number)) {
      throw new FormatException(
          "%s must be at least 0 and finite, not %s".formatted(place, shown(text)));
    }
    return number;
  }

  static int whole(String text, String place) {
    double number = atLeastZero(text, place);
    if (number != (int) number) {
      throw new FormatException("%s must be a whole number, not %s".formatted(place, shown(text)));
    }
    return (int) number;
  }

  private static String shown(String text) {
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }
}
