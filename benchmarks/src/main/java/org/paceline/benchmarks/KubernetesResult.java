package org.paceline.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.paceline.jobs.Table;

/**
 * What a run in cluster mode on unequal nodes came to.
 *
 * @param setting where and how it ran
 * @param seconds wall time of training
 * @param examplesPerSecond examples trained ÷ seconds
 * @param efficiency η of the run
 * @param efficiencyOfTrial the same by the trial speeds
 * @param nodes an executor each
 */
record KubernetesResult(
    Setting setting,
    double seconds,
    double examplesPerSecond,
    double efficiency,
    double efficiencyOfTrial,
    List<Node> nodes)
    implements BenchmarkResult {

  /**
   * One executor.
   *
   * @param cores the share of a core it was given
   * @param trialSpeed examples a second by its trial
   * @param observedSpeed examples a second in the last rounds
   * @param fixedSeconds what a round costs it whatever its share
   * @param examples trained
   * @param share its part of all
   * @param finishSpread its finish relative to the round's mean
   */
  record Node(
      String cores,
      double trialSpeed,
      double observedSpeed,
      double fixedSeconds,
      long examples,
      double share,
      double finishSpread) {

    private static Node of(JsonNode worker) {
      return new Node(
          worker.path("cores").asText(),
          worker.path("speed").asDouble(),
          worker.path("observedSpeed").asDouble(),
          worker.path("fixedSeconds").asDouble(),
          worker.path("examples").asLong(),
          worker.path("share").asDouble(),
          worker.path("finishSpread").asDouble());
    }
  }

  /** Reads a run's {@code result.json} (docs/output.md). */
  static KubernetesResult read(Setting setting, Path file) throws IOException {
    JsonNode run = new ObjectMapper().readTree(file.toFile());
    return new KubernetesResult(
        setting,
        run.path("seconds").asDouble(),
        run.path("examplesPerSecond").asDouble(),
        run.path("efficiency").asDouble(),
        run.path("efficiencyOfTrial").asDouble(),
        StreamSupport.stream(run.path("workers").spliterator(), false).map(Node::of).toList());
  }

  @Override
  public List<Table> tables() {
    Table table =
        new Table(
            "cores", "trial/s", "observed/s", "fixed s", "examples", "share", "finish spread");
    for (Node node : nodes) {
      table.row(
          node.cores(),
          text("%.0f", node.trialSpeed()),
          text("%.0f", node.observedSpeed()),
          text("%.2f", node.fixedSeconds()),
          text("%,d", node.examples()),
          text("%.1f %%", 100 * node.share()),
          text("%+.1f %%", 100 * node.finishSpread()));
    }
    return List.of(table);
  }

  @Override
  public String text() {
    return text(
        "%n%s%n%n%s%n%.1f s: %.0f examples/s, η %.3f, of the trial speeds %.3f%n",
        setting.machine(),
        tables().get(0),
        seconds,
        examplesPerSecond,
        efficiency,
        efficiencyOfTrial);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  @Override
  public Picture picture() {
    return Picture.bars(
        text("Cluster mode on unequal nodes: η %.3f", efficiency),
        Axes.of("", "examples/s"),
        List.of("trained", "at the speeds of the steps alone", "at the speeds of the trials"),
        List.of(
            Bars.of(
                "examples/s",
                List.of(
                    examplesPerSecond,
                    examplesPerSecond / efficiency,
                    examplesPerSecond / efficiencyOfTrial))));
  }
}
