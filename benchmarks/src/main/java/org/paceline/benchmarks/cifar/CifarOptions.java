package org.paceline.benchmarks.cifar;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.paceline.benchmarks.torch.TorchPool;
import org.paceline.benchmarks.torch.TorchWork;
import org.paceline.data.Examples;
import org.paceline.data.Subset;
import org.paceline.job.JobMain;
import org.paceline.jobs.DataOptions;
import org.paceline.jobs.NetworkArguments;
import org.paceline.jobs.RateArguments;
import org.paceline.model.NetworkOptions;
import org.paceline.model.Networks;
import org.paceline.model.TrainableNetwork;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What {@code benchmarks/run cifar} can be told. */
final class CifarOptions {

  /** What may differ between calls that add to the same runs. */
  private static final Set<String> OF_THE_CALL =
      Set.of(
          "--data",
          Quick.OPTION,
          "--rows",
          "--seeds",
          "--seed",
          "--output",
          "--master",
          "--executor-timeout");

  private static final int USUAL_EPOCHS = 8;

  @Mixin private DataOptions data;
  @Mixin private NetworkArguments network;
  @Mixin private RateArguments rate;

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
      names = "--epochs",
      paramLabel = "N",
      description = "Passes over the data in each run (default: " + USUAL_EPOCHS + ").")
  private Integer epochs;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      description = "Let each run train so long, in place of --epochs; evaluation does not count.")
  private Double minutes;

  @Option(
      names = "--round-batches",
      paramLabel = "N",
      defaultValue = "200",
      description =
          "Batches of all executors between two averagings, but in fedavg (default: ${DEFAULT-VALUE}).")
  private int roundBatches;

  @Option(
      names = "--augment",
      description = "Vary the images: shifts by up to 4 pixels, mirroring.")
  private boolean augment;

  @Option(
      names = "--skew",
      paramLabel = "ALPHA",
      description =
          "Deal the data to clients by class, in proportions of a Dirichlet distribution with this concentration;"
              + " each round all clients train from 1 to --local-epochs times through their own data.")
  private Double skew;

  @Option(
      names = "--clients",
      paramLabel = "N",
      defaultValue = "8",
      description = "Clients of --skew (default: ${DEFAULT-VALUE}).")
  private int clients;

  @Option(
      names = "--local-epochs",
      paramLabel = "N",
      defaultValue = "5",
      description = "The most passes of a client of --skew in a round (default: ${DEFAULT-VALUE}).")
  private int localEpochs;

  @Option(
      names = "--python",
      paramLabel = "COMMAND",
      description =
          "A Python that has torch (default: python3, or the one that benchmarks/run engine made; without one the rows"
              + " of PyTorch are left out).")
  private String named;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      defaultValue = "runs/cifar",
      description =
          "Folder for runs, table, JSON and pictures; what it has already is not run again"
              + " (default: ${DEFAULT-VALUE}).")
  private Path output;

  private Optional<String> python;

  /** Checks what needs no data. */
  void check() {
    if (epochs != null && minutes != null) {
      throw new IllegalArgumentException("--epochs and --minutes exclude each other");
    }
    atLeastOne("--epochs", epochs == null ? 1 : epochs);
    atLeastOne("--round-batches", roundBatches);
    atLeastOne("--local-epochs", localEpochs);
    atLeastOne("--clients", clients);
    if (minutes != null && !(minutes > 0 && minutes < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("--minutes must be positive, not " + minutes);
    }
    if (skew != null && !(skew > 0)) {
      throw new IllegalArgumentException("--skew must be positive, not " + skew);
    }
    network.check();
    checkRate(entries());
    checkTorch(entries());
  }

  private void checkRate(List<Entry> entries) {
    rate.check();
    if (rate.constant()) {
      return;
    }
    if (minutes != null) {
      throw new IllegalArgumentException(
          rate + " must know where the run ends: give --epochs, not --minutes");
    }
    if (entries.stream().anyMatch(Entry::stock)) {
      throw new IllegalArgumentException(
          "the stock row counts each worker's own steps, so it cannot follow %s: leave it out of --rows"
              .formatted(rate));
    }
  }

  private static void atLeastOne(String option, int value) {
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
    return rate.configuration(start, minutes == null ? limit(1).epochs() : 1, batches);
  }

  /** The rows, in the table's order. */
  List<Entry> entries() {
    return (rows == null ? usual() : rows)
        .stream().distinct().map(name -> Entry.parse(name, skew != null)).toList();
  }

  private List<String> usual() {
    if (skew != null) {
      return Entry.SKEWED;
    }
    boolean torch = withoutTorch().isEmpty();
    return Stream.concat(Entry.USUAL.stream(), torch ? TorchEntry.NAMES.stream() : Stream.of())
        .toList();
  }

  /** Why PyTorch has no rows here, if it has none. */
  private Optional<String> withoutTorch() {
    if (augment || !rate.constant() || minutes != null) {
      return Optional.of("they know neither --augment nor --schedule nor --minutes");
    }
    if (!data.name().startsWith("cifar")) {
      return Optional.of("they need cifar10 or cifar100");
    }
    return python().isEmpty()
        ? Optional.of("no Python here has torch; name one by --python")
        : Optional.empty();
  }

  /** Why the usual rows are without PyTorch's, if they are. */
  Optional<String> leftOut() {
    return rows == null && skew == null ? withoutTorch() : Optional.empty();
  }

  /** The Python with torch. */
  Optional<String> python() {
    if (python == null) {
      python = TorchPool.find(Optional.ofNullable(named));
    }
    return python;
  }

  private void checkTorch(List<Entry> entries) {
    boolean wanted = entries.stream().anyMatch(Entry::torch);
    withoutTorch()
        .ifPresent(
            why -> {
              if (wanted) {
                throw new IllegalArgumentException("--rows has rows of PyTorch, but " + why);
              }
            });
  }

  TorchWork torchWork(Examples examples, int epochs, long seed) {
    NetworkOptions how = network.options(examples, seed);
    return new TorchWork(
        data.name(),
        network.name(),
        batchSize(),
        roundBatches,
        how.learningRate(),
        how.updater(),
        epochs,
        seed,
        OptionalInt.of(examples.size()),
        how.momentum().orElse(NetworkOptions.MOMENTUM),
        how.weightDecay().orElse(Networks.weightDecay(network.name())));
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
    return minutes == null
        ? Limit.epochs(epochs == null ? USUAL_EPOCHS : epochs, examples)
        : Limit.minutes(minutes, examples);
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

  Optional<Double> skew() {
    return Optional.ofNullable(skew);
  }

  int clients() {
    return clients;
  }

  int localEpochs() {
    return localEpochs;
  }

  Path output() {
    return output;
  }

  /**
   * What all runs of a folder have in common: the options that are not at their default, and the
   * data by its content.
   */
  Map<String, String> settings(Examples train, Examples test) {
    Map<String, String> settings = new TreeMap<>();
    spec.options().stream()
        .filter(option -> !option.usageHelp() && !option.versionHelp())
        .filter(option -> !OF_THE_CALL.contains(option.longestName()) && option.getValue() != null)
        .filter(option -> !text(option).equalsIgnoreCase(usual(option)))
        .forEach(option -> settings.put(option.longestName(), text(option)));
    settings.putIfAbsent("--workers", JobMain.USUAL_WORKERS);
    settings.put("--model", network.name());
    if (minutes == null) {
      settings.put("--epochs", String.valueOf(limit(1).epochs()));
    }
    settings.put("data", data.name().replaceFirst(":.*", ""));
    settings.put("training data", train.fingerprint());
    settings.put("test data", test.fingerprint());
    return settings;
  }

  /** Of a switch it is not said. */
  private static String usual(OptionSpec option) {
    return option.defaultValue() == null ? "false" : option.defaultValue();
  }

  private static String text(OptionSpec option) {
    return String.valueOf((Object) option.getValue());
  }
}
