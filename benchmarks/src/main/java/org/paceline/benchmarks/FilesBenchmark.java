package org.paceline.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long a training on many small files takes to begin, and how much heap executors need. */
@Command(
    name = "benchmarks/run files",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Trains on folders of many small images: how long until the first round is done, and how"
            + " large are the executors' heaps then?")
public final class FilesBenchmark implements Callable<Integer> {

  @Option(
      names = "--files",
      split = ",",
      defaultValue = "3000,300000",
      description = "Numbers of files (default: ${DEFAULT-VALUE}).")
  private List<Integer> files;

  @Option(
      names = "--workers",
      defaultValue = "0.8,0.4,0.2",
      description = "Shares of a core (default: ${DEFAULT-VALUE}).")
  private String workers;

  @Mixin private OutputOption output;

  /**
   * Runs the benchmark.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    BenchmarkCommand.run(new FilesBenchmark(), args);
  }

  @Override
  public Integer call() throws Exception {
    output.check();
    List<FilesRun.Seen> rows = new ArrayList<>();
    for (int count : files) {
      rows.add(new FilesRun(count, workers).run());
    }
    output.report(new FilesResult(output.setting(), rows));
    return 0;
  }
}
