package org.paceline.assign.format;

import java.util.Locale;
import org.paceline.assign.Holding;
import org.paceline.base.FormatException;

/** The names of {@link Holding}s in files. */
final class Holdings {

  private Holdings() {}

  static String title(Holding holding) {
    return holding.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Holding of(String title, String place) {
    for (Holding holding : Holding.values()) {
      if (title(holding).equals(title)) {
        return holding;
      }
    }
    throw new FormatException(
        "%s: holding must be while-running or whole-plan, not '%s'".formatted(place, title));
  }
}
