package org.paceline.train;

import static java.util.stream.Collectors.toMap;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.paceline.checkpoint.Checkpoint;
import org.paceline.checkpoint.TrainingState;
import org.paceline.data.DataOrigin;
import org.paceline.model.Provenance;
import org.paceline.model.Versions;

/**
 * Where the models of one training come from: its data, and who trained how much of it, with which
 * kernels.
 *
 * @param network the name by which the network was asked for
 * @param seed of the run
 * @param data what it learns from
 * @param before kernels of the runs that this one goes on from
 * @param kernels of this run by executor; they grow as executors join
 */
record Lineage(
    String network,
    long seed,
    DataOrigin data,
    Map<String, String> before,
    Supplier<Map<String, String>> kernels) {

  private static final String RUN = "run ";

  Provenance of(Checkpoint checkpoint) {
    return of(checkpoint, checkpoint.training().epochs().size());
  }

  /** The same when the checkpoint's epoch is over. */
  Provenance of(Checkpoint checkpoint, int epochs) {
    TrainingState training = checkpoint.training();
    double all = Math.max(1, training.workers().stream().mapToLong(w -> w.examples()).sum());
    return of(
        epochs,
        byExecutor(training.workers(), w -> w.executorId(), w -> w.examples() / all),
        byExecutor(training.workers(), w -> w.executorId(), w -> w.trial()));
  }

  Provenance of(TrainingOutcome outcome) {
    double all = outcome.examples();
    return of(
        outcome.epochs().size(),
        byExecutor(outcome.workers(), w -> w.member().executorId(), w -> w.examples() / all),
        byExecutor(
            outcome.workers(),
            w -> w.member().executorId(),
            w -> w.observed().examplesPerSecond()));
  }

  /**
   * Kernels of the runs before one is resumed, in which executors had the same numbers: {@code run
   * 1/0} is executor 0 of the first.
   */
  static Map<String, String> earlier(Map<String, String> kernels) {
    long before =
        kernels.keySet().stream()
            .filter(key -> key.startsWith(RUN))
            .map(key -> key.substring(0, key.indexOf('/')))
            .distinct()
            .count();
    String run = RUN + (before + 1) + "/";
    return kernels.entrySet().stream()
        .collect(
            toMap(
                e -> e.getKey().startsWith(RUN) ? e.getKey() : run + e.getKey(),
                Map.Entry::getValue));
  }

  private static <W> Map<String, Double> byExecutor(
      List<W> workers, Function<W, String> id, Function<W, Double> value) {
    return workers.stream().collect(toMap(id, value));
  }

  private Provenance of(int trained, Map<String, Double> shares, Map<String, Double> speeds) {
    Map<String, String> computedWith = new HashMap<>(before);
    computedWith.putAll(kernels.get());
    return new Provenance(
        network,
        data.name(),
        data.fingerprint(),
        data.shape(),
        data.size().orElse(null),
        data.classes(),
        data.standardisation(),
        seed,
        trained,
        shares,
        speeds,
        Map.copyOf(computedWith),
        Versions.all());
  }
}
