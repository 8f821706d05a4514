package org.paceline.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.paceline.base.AtomicFile;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Writes the tables of both READMEs from the recorded results. */
@Command(
    name = "benchmarks/run tables",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the tables of README.md and benchmarks/README.md from the files in benchmarks/results"
          + " that their lines '<!-- results/NAME.json -->' name, and draws their pictures where they"
          + " are missing."
    })
public final class RecordedTables implements Callable<Integer> {

  /**
   * Writes them.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    BenchmarkCommand.run(new RecordedTables(), args);
  }

  @Override
  public Integer call() throws Exception {
    Path home = EngineBenchmark.home();
    for (Path document : documents(home)) {
      renew(document);
    }
    return CommandLine.ExitCode.OK;
  }

  /** Those that have such tables. */
  static List<Path> documents(Path home) {
    return List.of(home.resolve("README.md"), home.resolve("benchmarks").resolve("README.md"));
  }

  private static void renew(Path document) throws IOException {
    String before = Files.readString(document);
    MarkedTables tables = new MarkedTables(document.toAbsolutePath().getParent());
    tables.draw(before);
    String after = tables.renewed(before);
    if (!after.equals(before)) {
      AtomicFile.write(document, after);
    }
  }
}
