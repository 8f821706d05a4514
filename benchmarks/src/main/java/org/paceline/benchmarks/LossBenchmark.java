package org.paceline.benchmarks;

import java.io.IOException;
import org.paceline.data.Examples;
import org.paceline.job.Job;
import org.paceline.job.JobContext;
import org.paceline.job.JobMain;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Kills an executor in the middle of a run, and compares the run with one that nothing befalls. */
@Command(
    name = "benchmarks/run loss",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Kills an executor in the middle of a round after half of the examples, and compares time"
          + " and accuracy with a run that nothing befalls."
    },
    footer = {
      "",
      "Example:",
      "  benchmarks/run loss --workers 0.6,0.3,0.3 --data cifar10:/data/cifar --epochs 2 \\",
      "    --round-batches 100 --output loss.json"
    })
public final class LossBenchmark implements Job {

  private static final double HALF = 0.5;

  /** One whole round after the one with the kill. */
  private static final int FEWEST_ROUNDS = 4;

  @Mixin private BenchmarkOptions options;

  @Option(
      names = "--worker",
      paramLabel = "INDEX",
      defaultValue = "1",
      description = "The worker whose executor is killed, from 0 (default: ${DEFAULT-VALUE}).")
  private int worker;

  private Workload work;
  private Examples test;

  /**
   * Runs the benchmark.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    JobMain.run(new LossBenchmark(), args);
  }

  @Override
  public void check() {
    work = options.open();
    test = options.test();
    if (work.rounds() < FEWEST_ROUNDS) {
      throw new IllegalArgumentException(
          "a run must have at least %s rounds, not %s: raise --epochs or lower --round-batches"
              .formatted(FEWEST_ROUNDS, work.rounds()));
    }
  }

  @Override
  public void warmUp(JobContext context) {
    TestStand stand = new TestStand(context, work);
    if (stand.ownCluster(worker).cpuShares().size() < 2) {
      throw new IllegalArgumentException("somebody must be left: give at least 2 --workers");
    }
    stand.warmUp();
  }

  @Override
  public void run(JobContext context) throws IOException {
    LossRun run = new LossRun(new TestStand(context, work), test, worker, HALF);
    options.output().report(run.result(options.output()));
  }
}
