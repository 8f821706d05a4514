package org.paceline.jobs.pipeline;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What {@code --set} gave, now and before.
 *
 * @param now by this command; an argument must take each
 * @param overFile by an earlier one, where its file is that of before
 * @param underFile by an earlier one, where this command names a file: what that says holds
 */
record Given(Map<String, String> now, Map<String, String> overFile, Map<String, String> underFile) {

  /** Takes what this command gave to a file that it named. */
  static Given toFile(Map<String, String> now, Map<String, String> before) {
    return new Given(now, Map.of(), before);
  }

  /** Takes what this command gave to the file of before. */
  static Given again(Map<String, String> now, Map<String, String> before) {
    return new Given(now, before, Map.of());
  }

  /** All values, with those of the file. */
  Map<String, String> with(Map<String, String> ofFile) {
    Map<String, String> all = new LinkedHashMap<>(underFile);
    all.putAll(ofFile);
    all.putAll(overFile);
    all.putAll(now);
    return all;
  }

  /** What is to be remembered: that which arguments take, and the file has not otherwise. */
  Map<String, String> kept(Map<String, String> ofFile, Set<String> used) {
    Map<String, String> kept = new LinkedHashMap<>(underFile);
    kept.keySet().removeAll(ofFile.keySet());
    kept.putAll(overFile);
    kept.putAll(now);
    kept.keySet().retainAll(used);
    return kept;
  }
}
