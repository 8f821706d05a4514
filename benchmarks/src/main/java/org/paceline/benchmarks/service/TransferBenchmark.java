package org.paceline.benchmarks.service;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.paceline.benchmarks.BenchmarkCommand;
import org.paceline.benchmarks.OutputOption;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sends a large file to the real service and gets it back, beside {@code cp} on the same disk. */
@Command(
    name = "benchmarks/run transfer",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Starts bin/paceline serve with H2 and a folder, and in turns copies a file of random bytes with",
      "cp, pushes it and pulls it. Then it kills client and service with -9 in the middle.",
      "Ends with 1 if bytes differ, a part was written twice, or something torn was to be seen."
    },
    footer = {"", "Example:", "  benchmarks/run transfer --repeats 5 --output transfer.json"})
public final class TransferBenchmark implements Callable<Integer> {

  @Option(
      names = "--mib",
      paramLabel = "N",
      defaultValue = "2048",
      description = "Size of the file (default: ${DEFAULT-VALUE}).")
  private int mib;

  @Option(
      names = "--repeats",
      paramLabel = "N",
      defaultValue = "5",
      description = "How often each is done (default: ${DEFAULT-VALUE}).")
  private int repeats;

  @Option(
      names = "--cold",
      description = "What is sent is read from the disk, as a file that nobody has read for long.")
  private boolean cold;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      defaultValue = "${sys:java.io.tmpdir}",
      description = "On the disk that is meant (default: ${DEFAULT-VALUE}).")
  private Path folder;

  @Mixin private OutputOption output;

  /**
   * Runs the benchmark.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    BenchmarkCommand.run(new TransferBenchmark(), args);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (mib < 1 || repeats < 1) {
      throw new IllegalArgumentException(
          "--mib and --repeats must be 1 or more, not %s and %s".formatted(mib, repeats));
    }
    output.check();
    TransferResult result = measure();
    output.report(result);
    return result.right() ? CommandLine.ExitCode.OK : 1;
  }

  private TransferResult measure() throws IOException, InterruptedException {
    Path home = Path.of(System.getProperty("paceline.home", ".")).toAbsolutePath();
    try (ScratchFolder scratch = ScratchFolder.in(folder, "paceline-transfer");
        TransferRun run = TransferRun.start(home, scratch.path(), mib, cold)) {
      return run.result(output, repeats);
    }
  }
}
