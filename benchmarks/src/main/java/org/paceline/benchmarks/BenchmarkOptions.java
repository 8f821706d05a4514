package org.paceline.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every benchmark that trains on a pool can be told. */
final class BenchmarkOptions {

  @Mixin private DataOptions data;
  @Mixin private NetworkArguments network;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

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
      names = "--output",
      paramLabel = "FILE",
      description = "Also write everything as JSON to this file, which must not exist.")
  private Path output;

  private Optional<ResultFile> file = Optional.empty();

  /** Checks the arguments and opens the training data. */
  Workload open() {
    file = Optional.ofNullable(output).map(ResultFile::new);
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

  /** All options of the command by name, defaults included. */
  Map<String, String> all() {
    Map<String, String> options = new TreeMap<>();
    spec.options().stream()
        .filter(option -> !option.usageHelp() && !option.versionHelp())
        .forEach(option -> options.put(option.longestName(), text(option.getValue())));
    return options;
  }

  private static String text(Object value) {
    return String.valueOf(value);
  }

  /** Shows the table, and writes the result to the file if one is wanted. */
  void report(Object result, String table) throws IOException {
    System.out.println(table);
    if (file.isPresent()) {
      file.get().write(result);
    }
  }
}
