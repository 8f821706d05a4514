package org.paceline.benchmarks;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.paceline.job.Job;
import org.paceline.job.JobContext;
import org.paceline.job.JobMain;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains the same work in several ways on one pool in one run, and compares their speeds. */
@Command(
    name = "benchmarks/run pool",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Compares the proportional split with the equal one and with DL4J's own master.",
    footer = {
      "",
      "Example:",
      "  benchmarks/run pool --data cifar10:/data/cifar --repeats 3 --output pool.json"
    })
public final class PoolBenchmark implements Job {

  @Mixin private BenchmarkOptions options;

  @Option(
      names = "--repeats",
      paramLabel = "N",
      defaultValue = "1",
      description = "Times that all rows are run in turn (default: ${DEFAULT-VALUE}).")
  private int repeats;

  @Option(
      names = "--rows",
      paramLabel = "ROW",
      split = ",",
      defaultValue = "proportional,equal,stock",
      description = "Which of proportional, equal and stock to run (default: all).")
  private Set<Row> rows = new LinkedHashSet<>();

  private Workload work;

  /**
   * Runs the benchmark.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    JobMain.run(new PoolBenchmark(), args);
  }

  @Override
  public void check() {
    if (repeats < 1) {
      throw new IllegalArgumentException("--repeats must be at least 1, not " + repeats);
    }
    work = options.open();
    if (rows.contains(Row.STOCK)) {
      work.network();
    }
  }

  @Override
  public void warmUp(JobContext context) {
    on(context).warmUp();
  }

  @Override
  public void run(JobContext context) throws IOException {
    options.output().report(on(context).result(options.output()));
  }

  private PoolRun on(JobContext context) {
    return new PoolRun(new TestStand(context, work), rows, repeats);
  }
}
