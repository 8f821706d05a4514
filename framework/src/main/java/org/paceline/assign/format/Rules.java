package org.paceline.assign.format;

import java.util.function.Supplier;
import org.paceline.base.FormatException;

/** The model's own rules, told with the place in the file. */
final class Rules {

  private Rules() {}

  static <T> T kept(String place, Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException e) {
      throw new FormatException(place + ": " + e.getMessage(), e);
    }
  }
}
