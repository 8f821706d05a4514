package org.paceline.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.paceline.data.Examples;
import org.paceline.data.Standardisation;
import org.paceline.data.Subset;
import org.paceline.job.Job;
import org.paceline.job.JobContext;
import org.paceline.job.JobMain;
import org.paceline.jobs.DataOptions;
import org.paceline.jobs.NetworkArguments;
import org.paceline.model.TrainableNetwork;
import org.paceline.train.ImageFeed;
import org.paceline.train.NetworkState;
import org.paceline.train.Steps;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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

  @Mixin private DataOptions data;
  @Mixin private NetworkArguments network;
  @Spec private CommandSpec spec;

  @Option(
      names = "--round-batches",
      paramLabel = "N",
      defaultValue = "200",
      description = "Batches of all executors between two averagings (default: ${DEFAULT-VALUE}).")
  private int roundBatches;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "1",
      description = "Passes over the data in each row (default: ${DEFAULT-VALUE}).")
  private int epochs;

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

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Also write everything as JSON to this file, which must not exist.")
  private Path output;

  private Workload work;
  private Optional<ResultFile> file;

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
    file = Optional.ofNullable(output).map(ResultFile::new);
    network.check();
    work = workload(data.open(Subset.TRAIN));
    if (rows.contains(Row.STOCK)) {
      work.network();
    }
  }

  private Workload workload(Examples examples) {
    TrainableNetwork start = network.open(examples);
    ImageFeed feed =
        new ImageFeed(
            examples.shape(),
            examples.classes().size(),
            data.batchSize(),
            Standardisation.of(examples),
            false,
            Steps.PER_BATCH);
    return new Workload(
        examples,
        feed,
        start.configuration(),
        NetworkState.of(start),
        roundBatches,
        epochs,
        network.seed());
  }

  @Override
  public void warmUp(JobContext context) {
    on(context).warmUp();
  }

  @Override
  public void run(JobContext context) throws IOException {
    PoolResult result = on(context).result(options());
    System.out.println(PoolTable.of(result));
    if (file.isPresent()) {
      file.get().write(result);
    }
  }

  private PoolRun on(JobContext context) {
    return new PoolRun(context, work, rows, repeats);
  }

  private Map<String, String> options() {
    Map<String, String> options = new TreeMap<>();
    spec.options().stream()
        .filter(option -> !option.usageHelp() && !option.versionHelp())
        .forEach(option -> options.put(option.longestName(), text(option)));
    return options;
  }

  private static String text(OptionSpec option) {
    Object value = option.getValue();
    return String.valueOf(value);
  }
}
