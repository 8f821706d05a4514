package org.paceline.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.paceline.jobs.Table;

/**
 * A document in Markdown with marks between which the tables of recorded results stand: {@code <!--
 * results/NAME.json -->} and {@code <!-- end -->}, each alone in its line.
 *
 * @param folder what the files' names are relative to
 */
record MarkedTables(Path folder) {

  private static final Pattern MARKED =
      Pattern.compile("(?ms)^<!-- (\\S*results/\\S+)\\.json -->\\n(.*?)^<!-- end -->$");
  private static final Pattern MARK = Pattern.compile("(?m)^<!-- (?:\\S*results/.*|end) -->$");

  /**
   * The document with the tables of the files as they are now.
   *
   * @throws IOException if a file cannot be read, or a mark has no partner
   */
  String renewed(String document) throws IOException {
    Matcher marked = MARKED.matcher(document);
    StringBuilder renewed = new StringBuilder();
    int pairs = 0;
    while (marked.find()) {
      String text = between(marked.group(1));
      marked.appendReplacement(renewed, Matcher.quoteReplacement(text));
      pairs++;
    }
    if (2L * pairs != MARK.matcher(document).results().count()) {
      throw new IOException("a line '<!-- results/NAME.json -->' or '<!-- end -->' has no partner");
    }
    return marked.appendTail(renewed).toString();
  }

  /** Draws the pictures that are missing beside the files that a document names. */
  void draw(String document) throws IOException {
    Matcher marked = MARKED.matcher(document);
    while (marked.find()) {
      Path name = folder.resolve(marked.group(1));
      if (Picture.files(name).stream().anyMatch(Files::notExists)) {
        RecordedResult.read(name.resolveSibling(name.getFileName() + ".json"))
            .picture()
            .write(name);
      }
    }
  }

  private String between(String name) throws IOException {
    BenchmarkResult result = RecordedResult.read(folder.resolve(name + ".json"));
    String tables = result.tables().stream().map(Table::markdown).collect(Collectors.joining("\n"));
    return "<!-- %s.json -->\n%s\n%s%s<!-- end -->"
        .formatted(name, head(result.setting()), tables, picture(name));
  }

  private static String head(Setting setting) {
    return "Recorded on %s by `%s`: %s.\n"
        .formatted(setting.day(), setting.command(), setting.machine());
  }

  private String picture(String name) {
    return Files.exists(folder.resolve(name + ".svg"))
        ? "\n![The same as a picture](%s.svg)\n".formatted(name)
        : "";
  }
}
