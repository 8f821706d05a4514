package org.paceline.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.paceline.jobs.Table;

/**
 * What was seen of trainings on many small files.
 *
 * @param setting where and how it ran
 * @param rows one for each number of files
 */
record FilesResult(Setting setting, List<FilesRun.Seen> rows) implements BenchmarkResult {

  private static final double MIB = 1 << 20;

  @Override
  public List<Table> tables() {
    Table table = new Table("files", "first round done", "then a round", "executors' heaps");
    for (FilesRun.Seen row : rows) {
      table.row(
          text("%,d", row.files()),
          text("%.1f s", row.firstRoundSeconds()),
          text("%.2f s", row.secondsPerRound()),
          heaps(row) + " MiB");
    }
    return List.of(table);
  }

  private static String heaps(FilesRun.Seen row) {
    return row.heapBytes().stream()
        .map(bytes -> text("%.0f", bytes / MIB))
        .collect(Collectors.joining(", "));
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  @Override
  public String text() {
    return tables().get(0).toString();
  }

  @Override
  public Picture picture() {
    return Picture.bars(
        "A training on many small files",
        Axes.of("files", "seconds until the first round was done"),
        rows.stream().map(row -> text("%,d", row.files())).toList(),
        List.of(Bars.of("seconds", rows.stream().map(FilesRun.Seen::firstRoundSeconds).toList())));
  }
}
