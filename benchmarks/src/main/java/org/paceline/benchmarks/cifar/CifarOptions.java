package org.paceline.benchmarks.cifar;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.paceline.benchmarks.torch.TorchWork;
import org.paceline.data.Examples;
import org.paceline.data.Subset;
import org.paceline.jobs.DataOptions;
import org.paceline.jobs.NetworkArguments;
import org.paceline.jobs.RateArguments;
import org.paceline.model.TrainableNetwork;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What {@code benchmarks/run cifar} can be told. */
final class CifarOptions {

  @Mixin private DataOptions data;
  @Mixin private NetworkArguments network;
  @Mixin private RateArguments rate;
  @Mixin private TorchOptions torch;
  @Mixin private LengthOptions length;
  @Mixin private SkewOptions skew;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--rows",
      paramLabel = "ROW",
      split = ",",
      description =
          "Which to run of proportional, equal, nominal (fixed shares by the profiles), stock (DL4J's own master), fedavg,"
              + " PyTorch's ddp-equal, ddp-tuned and local-sgd, killed (proportional, an executor is killed half-way),"
              + " fixed ratios such as 4:2:1; with --skew of examples and normalized (default: the first five and PyTorch's;"
              + " with --skew both).")
  private List<String> rows;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      split = ",",
      defaultValue = "1,2,3",
      description = "Every row is run once with each of these seeds (default: ${DEFAULT-VALUE}).")
  private List<Long> seeds;

  @Option(
      names = "--round-batches",
      paramLabel = "N",
      defaultValue = "200",
      description =
          "Batches of all executors between two averagings, but in fedavg (default: ${DEFAULT-VALUE}).")
  private int roundBatches;

  @Option(
      names = Quick.OPTION,
      description =
          "A look at all rows in less than five minutes: 4,800 examples, 2 epochs, 24 batches a round, seed 1,"
              + " where nothing else is said.")
  private boolean quick;

  @Option(
      names = "--augment",
      description = "Vary the images: shifts by up to 4 pixels, mirroring.")
  private boolean augment;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      defaultValue = "runs/cifar",
      description =
          "Folder for runs, table, JSON and pictures; what it has already is not run again"
              + " (default: ${DEFAULT-VALUE}).")
  private Path output;

  /** Checks what needs no data. */
  void check() {
    length.check();
    skew.check();
    atLeastOne("--round-batches", roundBatches);
    network.check();
    checkSeed();
    checkRate(entries());
    checkTorch(entries());
    if (length.timed() && entries().stream().anyMatch(Entry::kills)) {
      throw new IllegalArgumentException(
          "the row killed has its kill half-way through the epochs: give --epochs, not --minutes");
    }
  }

  /** The option of other jobs would be without effect. */
  private void checkSeed() {
    if (spec.commandLine().getParseResult().hasMatchedOption("--seed")) {
      throw new IllegalArgumentException("cifar takes --seeds, not --seed");
    }
  }

  private void checkRate(List<Entry> entries) {
    rate.check();
    if (rate.constant()) {
      return;
    }
    if (skew.present()) {
      throw new IllegalArgumentException(
          "%s counts passes over the data, which with --skew nobody knows beforehand"
              .formatted(rate));
    }
    if (length.timed()) {
      throw new IllegalArgumentException(
          rate + " must know where the run ends: give --epochs, not --minutes");
    }
    if (entries.stream().anyMatch(Entry::stock)) {
      throw new IllegalArgumentException(
          "the stock row counts each worker's own steps, so it cannot follow %s: leave it out of --rows"
              .formatted(rate));
    }
  }

  static void atLeastOne(String option, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(option + " must be at least 1, not " + value);
    }
  }

  Examples examples(Subset subset) {
    return data.open().part(subset);
  }

  TrainableNetwork network(Examples examples, long seed) {
    return network.open(examples, seed);
  }

  /** The network's, with the schedule of a run. */
  String configuration(TrainableNetwork start, int batches) {
    return rate.configuration(start, length.timed() ? 1 : length.epochs(), batches);
  }

  /** The rows, in the table's order. */
  List<Entry> entries() {
    return (rows == null ? usual() : rows)
        .stream().distinct().map(name -> Entry.parse(name, skew.present())).toList();
  }

  private List<String> usual() {
    if (skew.present()) {
      return Entry.SKEWED;
    }
    boolean pytorch = withoutTorch().isEmpty();
    return Stream.concat(Entry.USUAL.stream(), pytorch ? TorchEntry.NAMES.stream() : Stream.of())
        .toList();
  }

  /** Whether the user named the rows. */
  boolean namesRows() {
    return rows != null;
  }

  /** Why PyTorch has no rows here, if it has none. */
  Optional<String> withoutTorch() {
    if (augment || !rate.constant() || length.timed()) {
      return Optional.of("they know neither --augment nor --schedule nor --minutes");
    }
    if (!data.name().startsWith("cifar")) {
      return Optional.of("they need cifar10 or cifar100");
    }
    return torch.python().isEmpty()
        ? Optional.of("no Python here has torch; name one by --python")
        : Optional.empty();
  }

  private void checkTorch(List<Entry> entries) {
    if (rows != null && entries.stream().anyMatch(Entry::torch)) {
      withoutTorch()
          .ifPresent(
              why -> {
                throw new IllegalArgumentException("--rows has rows of PyTorch, but " + why);
              });
    }
  }

  /** The Python with torch. */
  Optional<String> python() {
    return torch.python();
  }

  TorchWork torchWork(Examples examples, int epochs, long seed) {
    return TorchOptions.work(this, network, examples, epochs, seed);
  }

  String dataName() {
    return data.name();
  }

  /**
   * All runs: seed by seed, so that what is compared runs one after the other; those come last that
   * leave the pool with a new executor.
   */
  List<RunKey> runs() {
    List<RunKey> all =
        seeds.stream()
            .distinct()
            .flatMap(seed -> entries().stream().map(entry -> new RunKey(entry.name(), seed)))
            .toList();
    return Stream.concat(
            all.stream().filter(run -> !run.kills()), all.stream().filter(RunKey::kills))
        .toList();
  }

  Limit limit(long examples) {
    return length.limit(skew.present() ? "round" : "epoch", examples);
  }

  int batchSize() {
    return data.batchSize();
  }

  int roundBatches() {
    return roundBatches;
  }

  boolean augment() {
    return augment;
  }

  SkewOptions skew() {
    return skew;
  }

  Path output() {
    return output;
  }

  /** What all runs of a folder have in common. */
  Map<String, String> settings(Examples train, Examples test) {
    Map<String, String> settings = FolderSettings.of(spec, train, test);
    settings.put("data", data.name().replaceFirst(":.*", ""));
    settings.put("--model", network.name());
    if (!length.timed()) {
      settings.put("--epochs", String.valueOf(length.epochs()));
    }
    return settings;
  }
}
