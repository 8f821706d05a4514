package org.paceline.submitter.machine;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Names that somebody may have meant, by Levenshtein's distance without regard to case. */
final class NearNames {

  private static final int MOST = 3;

  /** One letter in three may be wrong. */
  private static final int LETTERS_A_MISTAKE = 3;

  private final List<String> names;

  NearNames(List<String> names) {
    this.names = names;
  }

  /** At most three, the nearest first. */
  List<String> of(String wrong) {
    int most = Math.max(1, wrong.length() / LETTERS_A_MISTAKE);
    return names.stream()
        .filter(name -> distance(name, wrong) <= most)
        .sorted(Comparator.comparingInt(name -> distance(name, wrong)))
        .limit(MOST)
        .toList();
  }

  private static int distance(String name, String given) {
    String a = name.toLowerCase(Locale.ROOT);
    String b = given.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row = next(row, a.charAt(i - 1), b);
    }
    return row[b.length()];
  }

  private static int[] next(int[] above, char letter, String b) {
    int[] row = new int[above.length];
    row[0] = above[0] + 1;
    for (int j = 1; j < row.length; j++) {
      int changed = above[j - 1] + (letter == b.charAt(j - 1) ? 0 : 1);
      row[j] = Math.min(changed, Math.min(above[j], row[j - 1]) + 1);
    }
    return row;
  }
}
