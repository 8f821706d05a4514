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

/** Has one worker fall to a quarter of its share and come back, in three ways of dealing shares. */
@Command(
    name = "benchmarks/run adapt",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Compares ways of dealing shares while a worker falls to a quarter of its share and comes"
          + " back: by observed speed, by trial speed for the whole run, and equally."
    },
    footer = {
      "",
      "Example:",
      "  benchmarks/run adapt --workers 0.6,0.3,0.3 --data cifar10:/data/cifar \\",
      "    --limit 19200 --epochs 6 --round-batches 100 --output adapt.json"
    })
public final class AdaptBenchmark implements Job {

  /** Two rounds before the fall, two in it, two after it. */
  private static final int FEWEST_ROUNDS = 6;

  @Mixin private BenchmarkOptions options;

  @Option(
      names = "--worker",
      paramLabel = "INDEX",
      defaultValue = "0",
      description = "The worker that falls back, from 0 (default: ${DEFAULT-VALUE}).")
  private int worker;

  @Option(
      names = "--fall-at",
      paramLabel = "PART",
      defaultValue = "0.33",
      description =
          "It falls back in the round after this part of the run's examples is trained"
              + " (default: ${DEFAULT-VALUE}).")
  private double fallAt;

  @Option(
      names = "--back-at",
      paramLabel = "PART",
      defaultValue = "0.67",
      description = "It comes back in the round after this part (default: ${DEFAULT-VALUE}).")
  private double backAt;

  @Option(
      names = "--rows",
      paramLabel = "ROW",
      split = ",",
      defaultValue = "proportional,static,uniform",
      description = "Which of proportional, static and uniform to run (default: all).")
  private Set<AdaptRow> rows = new LinkedHashSet<>();

  private Workload work;

  /**
   * Runs the benchmark.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    JobMain.run(new AdaptBenchmark(), args);
  }

  @Override
  public void check() {
    if (!(0 < fallAt && fallAt < backAt && backAt < 1)) {
      throw new IllegalArgumentException(
          "it must be 0 < --fall-at < --back-at < 1, not %s and %s".formatted(fallAt, backAt));
    }
    work = options.open();
    if (work.rounds() < FEWEST_ROUNDS) {
      throw new IllegalArgumentException(
          "a run must have at least %s rounds, not %s: raise --epochs or lower --round-batches"
              .formatted(FEWEST_ROUNDS, work.rounds()));
    }
  }

  @Override
  public void warmUp(JobContext context) {
    TestStand stand = new TestStand(context, work);
    // Where a share cannot change, that is better known now than after the warm-up.
    cut(stand).comeBack();
    stand.warmUp();
  }

  @Override
  public void run(JobContext context) throws IOException {
    TestStand stand = new TestStand(context, work);
    AdaptRun run = new AdaptRun(stand, cut(stand), rows, fallAt, backAt);
    options.output().report(run.result(options.output()));
  }

  private ShareCut cut(TestStand stand) {
    return ShareCut.of(stand.ownCluster(worker), worker);
  }
}
