package org.paceline.assign.format;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.paceline.base.FormatException;

/**
 * The lines of a PSPLIB file: a header of names and numbers, and sections between lines of stars.
 */
final class PsplibText {

  private static final Pattern COLUMNS = Pattern.compile("[A-Za-z#].*|-+");

  private final String file;
  private final List<String> lines;

  PsplibText(String text, String file) {
    this.file = file;
    this.lines = text.lines().toList();
  }

  String file() {
    return file;
  }

  /** The number behind a name and a colon. */
  int header(String name) {
    Pattern pattern =
        Pattern.compile("(?i)\\s*(?:- )?\\s*" + Pattern.quote(name) + "\\b[^:]*:\\s*(\\S+).*");
    for (int k = 0; k < lines.size(); k++) {
      Matcher line = pattern.matcher(lines.get(k));
      if (line.matches()) {
        return Numbers.whole(line.group(1), place(k) + ": " + name);
      }
    }
    throw new FormatException("%s: '%s:' is missing".formatted(file, name));
  }

  /** The rows of a section, less the names of its columns and the line below these. */
  List<Row> rows(String section) {
    int begin = 0;
    while (begin < lines.size() && !starts(begin, section)) {
      begin++;
    }
    if (begin == lines.size()) {
      throw new FormatException("%s: the section %s is missing".formatted(file, section));
    }
    List<Row> rows = new ArrayList<>();
    for (int k = begin + 1; k < lines.size() && !lines.get(k).startsWith("***"); k++) {
      String line = lines.get(k).strip();
      if (!line.isEmpty() && !(rows.isEmpty() && COLUMNS.matcher(line).matches())) {
        rows.add(new Row(place(k), List.of(line.split("\\s+"))));
      }
    }
    return rows;
  }

  private boolean starts(int line, String section) {
    return lines.get(line).strip().regionMatches(true, 0, section, 0, section.length());
  }

  private String place(int line) {
    return file + ":" + (line + 1);
  }

  /** The words of a line. */
  record Row(String place, List<String> words) {

    void requireAtLeast(int number) {
      if (words.size() < number) {
        throw new FormatException(
            "%s: a row must have at least %s numbers, not %s"
                .formatted(place, number, words.size()));
      }
    }

    void requireExactly(int number) {
      if (words.size() != number) {
        throw new FormatException(
            "%s: a row must have %s numbers, not %s".formatted(place, number, words.size()));
      }
    }

    void requireOneMode(int at) {
      if (whole(at, "the mode") != 1) {
        throw new FormatException(
            "%s: only PSPLIB's files with one mode a job can be read, not with %s"
                .formatted(place, words.get(at)));
      }
    }

    void requireNew(boolean there, int job) {
      if (!there) {
        throw new FormatException("%s: job %s must have one row, not two".formatted(place, job));
      }
    }

    int job(int at, int jobs) {
      int job = whole(at, "a job");
      if (job < 1 || job > jobs) {
        throw new FormatException(
            "%s: a job must be from 1 to %s, not %s".formatted(place, jobs, job));
      }
      return job;
    }

    int whole(int at, String what) {
      return Numbers.whole(words.get(at), place + ": " + what);
    }

    double atLeastZero(int at, String what) {
      return Numbers.atLeastZero(words.get(at), place + ": " + what);
    }
  }
}
