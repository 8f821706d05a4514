package org.paceline.benchmarks.cifar;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.paceline.benchmarks.TestStand;
import org.paceline.exchange.Averaging;
import org.paceline.exchange.ExampleAveraging;
import org.paceline.pool.PoolWorker;
import org.paceline.train.Split;

/**
 * A row: one of the ways of training, by name.
 *
 * @param name {@code proportional}, {@code equal}, {@code nominal}, {@code stock}, {@code fedavg},
 *     {@code killed}, one of PyTorch's, or a ratio such as {@code 4:2:1}; of skewed clients the
 *     name of an averaging
 */
record Entry(String name) {

  static final List<String> USUAL = List.of("proportional", "equal", "nominal", "stock", "fedavg");
  static final List<String> SKEWED = List.of("examples", "normalized");

  /** Leaves the pool without one of its executors. */
  static final String KILLED = "killed";

  private static final String RATIO = "[0-9.]+(:[0-9.]+)+";

  static Entry parse(String name, boolean skewed) {
    boolean known =
        skewed
            ? SKEWED.contains(name)
            : USUAL.contains(name)
                || TorchEntry.NAMES.contains(name)
                || name.equals(KILLED)
                || name.matches(RATIO);
    if (!known) {
      throw new IllegalArgumentException(
          "--rows takes %s, not '%s'"
              .formatted(
                  skewed
                      ? String.join(", ", SKEWED) + " with --skew"
                      : "%s, %s, killed and ratios such as 4:2:1"
                          .formatted(String.join(", ", USUAL), String.join(", ", TorchEntry.NAMES)),
                  name));
    }
    Entry entry = new Entry(name);
    entry.ratio();
    return entry;
  }

  boolean kills() {
    return name.equals(KILLED);
  }

  boolean fedavg() {
    return name.equals("fedavg");
  }

  /** The shares of a row that has fixed ones. */
  Optional<Split> ratio() {
    return name.matches(RATIO) ? Optional.of(Split.parse(name)) : Optional.empty();
  }

  boolean stock() {
    return name.equals("stock");
  }

  boolean torch() {
    return TorchEntry.NAMES.contains(name);
  }

  /** The training on this pool. */
  Training training(TestStand stand, List<PoolWorker> pool, Course course, Headway headway) {
    Limit limit = course.limit();
    return switch (name) {
      case "stock" -> new StockRun(stand, pool, limit, headway);
      case "fedavg" ->
          new FederatedTraining(
              stand,
              pool,
              Clients.equal(pool.size(), course.batches(), stand.work().seed()),
              new ExampleAveraging(),
              1,
              limit,
              headway);
      case "examples", "normalized" ->
          new FederatedTraining(
              stand,
              pool,
              course.skew(stand.work().seed()).clients(),
              Averaging.named(name),
              course.localEpochs(),
              limit,
              headway);
      case "ddp-equal", "ddp-tuned", "local-sgd" ->
          new TorchEntry(
              course.torchPool(stand, headway),
              course.torchWork(stand.work().seed()),
              TorchEntry.row(name));
      case KILLED -> pooled(stand, pool, "proportional", course, headway)::runWithLoss;
      case "nominal" -> pooled(stand, pool, nominalRatio(pool), course, headway);
      default -> pooled(stand, pool, name, course, headway);
    };
  }

  private static PooledTraining pooled(
      TestStand stand, List<PoolWorker> pool, String split, Course course, Headway headway) {
    return new PooledTraining(
        stand, pool, Split.parse(split), new Recorder(course.limit(), headway));
  }

  private static String nominalRatio(List<PoolWorker> pool) {
    return pool.stream()
        .map(w -> String.format(Locale.ROOT, "%.6f", w.nominal().examplesPerSecond()))
        .collect(Collectors.joining(":"));
  }
}
