package org.paceline.benchmarks.assign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.paceline.assign.AssignmentProblem;
import org.paceline.assign.format.ProblemFiles;
import org.paceline.assign.format.Reading;

/**
 * A folder of problems with a table, {@code optima.csv}: the file's name first, its optimum last.
 */
final class KnownOptima {

  private static final String TABLE = "optima.csv";

  private KnownOptima() {}

  /**
   * A problem.
   *
   * @param name its file's
   * @param problem what it is
   * @param optimum its best objective
   */
  record Known(String name, AssignmentProblem problem, double optimum) {}

  /** The folders in a folder that have such a table, by name. */
  static List<Path> folders(Path data) throws IOException {
    try (Stream<Path> all = Files.list(data)) {
      List<Path> folders =
          all.filter(folder -> Files.exists(folder.resolve(TABLE))).sorted().toList();
      if (folders.isEmpty()) {
        throw new IllegalArgumentException(
            "--data must have a folder with %s in it, but %s has none".formatted(TABLE, data));
      }
      return folders;
    }
  }

  static List<Known> in(Path folder) throws IOException {
    List<Known> known = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve(TABLE))) {
      String[] cells = line.strip().split(",");
      if (cells[cells.length - 1].matches("[0-9.]+")) {
        known.add(read(folder, cells[0], Double.parseDouble(cells[cells.length - 1])));
      }
    }
    return known;
  }

  private static Known read(Path folder, String name, double optimum) {
    Path file = folder.resolve(name);
    Path text = folder.resolve(name + ".txt");
    Path there = Files.exists(file) ? file : text;
    return new Known(name, ProblemFiles.read(there, Reading.USUAL).problem(), optimum);
  }
}
