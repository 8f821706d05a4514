package org.paceline.benchmarks;

import org.paceline.data.Examples;
import org.paceline.data.Standardisation;
import org.paceline.data.Subset;
import org.paceline.exchange.NetworkState;
import org.paceline.feed.ImageFeed;
import org.paceline.feed.Steps;
import org.paceline.jobs.DataOptions;
import org.paceline.jobs.NetworkArguments;
import org.paceline.model.TrainableNetwork;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every benchmark that trains on a pool can be told. */
final class BenchmarkOptions {

  @Mixin private DataOptions data;
  @Mixin private NetworkArguments network;

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

  @Mixin private OutputOption output;

  /** Checks the arguments and opens the training data. */
  Workload open() {
    output.check();
    network.check();
    Examples examples = data.open().part(Subset.TRAIN);
    TrainableNetwork start = network.open(examples);
    return new Workload(
        examples,
        feed(examples),
        start.configuration(),
        NetworkState.of(start),
        roundBatches,
        epochs,
        network.seed());
  }

  private ImageFeed feed(Examples examples) {
    return new ImageFeed(
        examples.shape(),
        examples.classes().size(),
        data.batchSize(),
        Standardisation.of(examples),
        false,
        Steps.PER_BATCH);
  }

  /** Opens the data that nothing is trained on. */
  Examples test() {
    return data.open().part(Subset.TEST);
  }

  /** Where the result goes, and where and how the command runs. */
  OutputOption output() {
    return output;
  }
}
