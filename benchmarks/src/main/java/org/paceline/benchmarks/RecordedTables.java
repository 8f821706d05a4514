package org.paceline.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.paceline.base.AtomicFile;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Writes the tables of benchmarks/README.md from the recorded results. */
@Command(
    name = "benchmarks/run tables",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the tables of benchmarks/README.md from the files in benchmarks/results that its"
          + " lines '<!-- results/NAME.json -->' name, and draws their pictures where they are"
          + " missing."
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
    Path folder = EngineBenchmark.home().resolve("benchmarks");
    Path readme = folder.resolve("README.md");
    String before = Files.readString(readme);
    MarkedTables tables = new MarkedTables(folder);
    tables.draw(before);
    String after = tables.renewed(before);
    if (!after.equals(before)) {
      AtomicFile.write(readme, after);
    }
    return CommandLine.ExitCode.OK;
  }
}
