package org.paceline.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.nd4j.evaluation.classification.Evaluation;
import org.paceline.evaluate.Evaluator;
import org.paceline.feed.BlockSource;
import org.paceline.model.ModelFile;
import org.paceline.model.Provenance;
import org.paceline.model.TrainableNetwork;

/** What came of a training: the network, and how it was trained. */
public final class TrainedModel {

  private final JavaSparkContext context;
  private final TrainableNetwork network;
  private final String configuration;
  private final TrainingOutcome outcome;
  private final Optional<Provenance> provenance;

  TrainedModel(
      JavaSparkContext context,
      TrainableNetwork network,
      String configuration,
      TrainingOutcome outcome,
      Optional<Provenance> provenance) {
    this.context = context;
    this.network = network;
    this.configuration = configuration;
    this.outcome = outcome;
    this.provenance = provenance;
  }

  /**
   * The network.
   *
   * @return with its trained weights
   */
  public TrainableNetwork network() {
    return network;
  }

  /**
   * How it was trained.
   *
   * @return who did how much, and when
   */
  public TrainingOutcome outcome() {
    return outcome;
  }

  /**
   * Where it comes from.
   *
   * @return empty where nobody knows its data's origin
   */
  public Optional<Provenance> provenance() {
    return provenance;
  }

  /**
   * Compares it with labelled data, on the executors that trained it.
   *
   * @param source the data, not augmented
   * @param classes the classes' names
   * @return DL4J's evaluation over all examples
   */
  public Evaluation evaluate(BlockSource<?> source, List<String> classes) {
    return new Evaluator(context, outcome.workers(), configuration, outcome.state())
        .evaluate(source, classes);
  }

  /**
   * Saves it with its provenance, as a file that DL4J reads, too.
   *
   * @param file appears whole or not at all
   * @throws IOException if the disk refuses
   * @throws IllegalStateException if it has no provenance
   */
  public void save(Path file) throws IOException {
    Provenance known =
        provenance.orElseThrow(
            () -> new IllegalStateException("a model of data without an origin is not saved here"));
    ModelFile.save(file, network, known);
  }
}
