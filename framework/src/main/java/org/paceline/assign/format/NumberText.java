package org.paceline.assign.format;

import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import org.paceline.base.FormatException;

/** Numbers with anything white between them, and the line of each. */
final class NumberText {

  private final String file;
  private final List<String> texts = new ArrayList<>();
  private final List<Integer> lines = new ArrayList<>();

  NumberText(String text, String file) {
    this.file = file;
    int line = 1;
    for (String each : text.split("\n", -1)) {
      StringTokenizer words = new StringTokenizer(each);
      while (words.hasMoreTokens()) {
        texts.add(words.nextToken());
        lines.add(line);
        Numbers.of(texts.get(texts.size() - 1), "%s:%s: each word".formatted(file, line));
      }
      line++;
    }
  }

  String file() {
    return file;
  }

  int count() {
    return texts.size();
  }

  /** How many numbers stand in the first line that has any. */
  long firstLine() {
    return lines.stream().takeWhile(line -> line.equals(lines.get(0))).count();
  }

  String text(int at) {
    return texts.get(at);
  }

  String place(int at) {
    return file + ":" + lines.get(Math.min(at, lines.size() - 1));
  }

  double atLeastZero(int at, String what) {
    return Numbers.atLeastZero(texts.get(at), place(at) + ": " + what);
  }

  int whole(int at, int least, String what) {
    int number = Numbers.whole(texts.get(at), place(at) + ": " + what);
    if (number < least) {
      throw new FormatException(
          "%s: %s must be at least %s, not %s".formatted(place(at), what, least, number));
    }
    return number;
  }
}
