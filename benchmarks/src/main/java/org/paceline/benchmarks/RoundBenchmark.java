package org.paceline.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.paceline.job.Job;
import org.paceline.job.JobContext;
import org.paceline.job.JobMain;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows where the time of a round goes that is not training. */
@Command(
    name = "benchmarks/run rounds",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Times the phases of training rounds and what of a round is not training.",
    footer = {"", "Example:", "  benchmarks/run rounds --workers 0.5,0.5,0.5 --output rounds.json"})
public final class RoundBenchmark implements Job {

  private static final Logger LOG = LoggerFactory.getLogger(RoundBenchmark.class);

  @Option(
      names = "--networks",
      paramLabel = "NETWORK",
      split = ",",
      defaultValue = "cnn,dense",
      description =
          "Which of cnn (0.55 million parameters, adam) and dense (10 million, sgd) to run"
              + " (default: both).")
  private Set<RoundNetwork> networks = new LinkedHashSet<>();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "24",
      description = "Rounds that are timed in each repeat (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--repeats",
      paramLabel = "N",
      defaultValue = "1",
      description = "Times that all networks are run in turn (default: ${DEFAULT-VALUE}).")
  private int repeats;

  @Option(
      names = "--batches",
      paramLabel = "N",
      defaultValue = "4",
      description = "Batches of each worker in a round (default: ${DEFAULT-VALUE}).")
  private int batches;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      defaultValue = "16",
      description = "Examples in a batch (default: ${DEFAULT-VALUE}).")
  private int batchSize;

  @Mixin private OutputOption output;

  /**
   * Runs the benchmark.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    JobMain.run(new RoundBenchmark(), args);
  }

  @Override
  public void check() {
    positive("--rounds", rounds);
    positive("--repeats", repeats);
    positive("--batches", batches);
    positive("--batch-size", batchSize);
    output.check();
  }

  private static void positive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, not " + value);
    }
  }

  @Override
  public void warmUp(JobContext context) {
    networks.forEach(network -> run(context, network).warmUp());
  }

  @Override
  public void run(JobContext context) throws IOException {
    List<RoundTimes> all = new ArrayList<>();
    for (int repeat = 1; repeat <= repeats; repeat++) {
      for (RoundNetwork network : networks) {
        RoundTimes times = run(context, network).measure();
        LOG.info("{} {}/{}: {}", network.label(), repeat, repeats, times.medians());
        all.add(times);
      }
    }
    output.report(RoundBenchmarkResult.of(output.setting(), context, batches, batchSize, all));
  }

  private RoundRun run(JobContext context, RoundNetwork network) {
    return new RoundRun(context, network, rounds, batches, batchSize);
  }
}
