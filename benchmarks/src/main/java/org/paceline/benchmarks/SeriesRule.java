package org.paceline.benchmarks;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What each series of a picture must be, so that nothing is drawn that is not there. */
final class SeriesRule {

  private SeriesRule() {}

  static void sameLength(String name, String what, List<?> one, String than, List<?> other) {
    if (one.size() != other.size()) {
      throw new IllegalArgumentException(
          "series '%s' has %s %s and %s %s; it must have as many"
              .formatted(name, one.size(), what, other.size(), than));
    }
  }

  static void hasPoint(String name, List<Double> values) {
    if (values.stream().noneMatch(Double::isFinite)) {
      throw new IllegalArgumentException("series '%s' has no finite value".formatted(name));
    }
  }

  static void spread(String name, List<Double> values, List<Double> spread) {
    if (!spread.isEmpty()) {
      sameLength(name, "values", values, "spreads", spread);
    }
  }

  /** On a logarithmic axis everything must be above 0, the lower ends of spreads too. */
  static void positive(String name, List<Double> values, List<Double> spread) {
    for (int i = 0; i < values.size(); i++) {
      double low = values.get(i) - (spread.isEmpty() ? 0 : spread.get(i));
      if (low <= 0) {
        throw new IllegalArgumentException(
            "series '%s' reaches %s, which a logarithmic axis has no place for"
                .formatted(name, low));
      }
    }
  }

  /** XChart draws the spread of bars on a logarithmic axis at a wrong height. */
  static void noSpread(String name, List<Double> spread) {
    if (!spread.isEmpty()) {
      throw new IllegalArgumentException(
          "series '%s' has spreads, which bars on a logarithmic axis cannot have".formatted(name));
    }
  }

  static void names(List<String> names) {
    if (names.isEmpty()) {
      throw new IllegalArgumentException("a picture must have a series");
    }
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new IllegalArgumentException("two series are named '%s'".formatted(name));
      }
    }
  }
}
