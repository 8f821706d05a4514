package org.paceline.model;

import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.NeuralNetwork;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.learning.config.NoOp;
import org.paceline.engine.FastLayers;
import org.paceline.engine.FlatArray;
import org.paceline.engine.OneDnn;
import org.paceline.profile.Backend;

/**
 * A network ready to be trained, layered or a graph, seen as one step function and flat arrays.
 *
 * <p>Not thread-safe.
 */
public final class TrainableNetwork {

  private static final FlatArray VALUES = FlatArray.ofBackend();

  private final NeuralNetwork network;
  private final Dl4jNetwork dl4j;

  private TrainableNetwork(NeuralNetwork network) {
    this.network = network;
    this.dl4j = Dl4jNetwork.of(network);
  }

  /**
   * Creates a network with fresh weights, drawn with the configuration's own seed.
   *
   * @param json a configuration of a MultiLayerNetwork or a ComputationGraph
   * @return the network
   * @throws IllegalArgumentException if the text is neither
   * @throws org.paceline.profile.UnusableBackendException if this build needs a graphics card that
   *     the machine has not
   */
  public static TrainableNetwork of(String json) {
    Backend.check();
    OneDnn.allow();
    NeuralNetwork network;
    try {
      network =
          json.contains("\"networkInputs\"")
              ? new ComputationGraph(ComputationGraphConfiguration.fromJson(json))
              : new MultiLayerNetwork(MultiLayerConfiguration.fromJson(json));
      network.init();
      FastLayers.install(network);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "this is no DL4J network configuration: " + Reason.of(e), e);
    }
    return new TrainableNetwork(network);
  }

  /**
   * Wraps a network that exists.
   *
   * @param network an initialised MultiLayerNetwork or ComputationGraph
   * @return the same network behind this interface
   */
  public static TrainableNetwork of(NeuralNetwork network) {
    return new TrainableNetwork(network);
  }

  /**
   * The configuration.
   *
   * @return JSON that {@link #of(String)} takes
   */
  public String configuration() {
    return dl4j.configuration();
  }

  /**
   * The DL4J network.
   *
   * @return a MultiLayerNetwork or ComputationGraph
   */
  public NeuralNetwork network() {
    return network;
  }

  /**
   * The same network as DL4J's model.
   *
   * @return the network, to be saved or evaluated
   */
  public Model model() {
    return (Model) network;
  }

  /**
   * Takes one optimisation step.
   *
   * @param batch features and labels
   * @return the loss before the step, averaged over the batch
   */
  public double fit(DataSet batch) {
    network.fit(batch);
    return model().score();
  }

  /**
   * Says how well it does, to listeners.
   *
   * @param loss what {@code score} of DL4J's model is to give
   */
  public void score(double loss) {
    dl4j.score(loss);
  }

  /**
   * Computes class probabilities.
   *
   * @param features a batch of images
   * @return one row an image
   */
  public INDArray output(INDArray features) {
    return dl4j.output(features);
  }

  /**
   * Copies the parameters out.
   *
   * @return all parameters in DL4J's order
   */
  public float[] parameters() {
    return VALUES.copy(network.params());
  }

  /**
   * Sets the parameters.
   *
   * @param parameters as many as the network has
   */
  public void parameters(float[] parameters) {
    VALUES.assign(network.params(), parameters);
  }

  /**
   * Copies the updater's state out, such as momentum.
   *
   * @return the state in DL4J's order; empty for an updater without one
   */
  public float[] updaterState() {
    INDArray state = network.updaterState();
    return state == null ? new float[0] : VALUES.copy(state);
  }

  /**
   * The size of the updater's state.
   *
   * @return how many values {@link #updaterState()} has
   */
  public long updaterStateLength() {
    INDArray state = network.updaterState();
    return state == null ? 0 : state.length();
  }

  /**
   * Sets the updater's state.
   *
   * @param state as {@link #updaterState()} gives it
   */
  public void updaterState(float[] state) {
    if (state.length > 0) {
      VALUES.assign(network.updaterState(), state);
    }
  }

  /**
   * The steps taken so far.
   *
   * @return at least 0
   */
  public int iterations() {
    return counts().iterations();
  }

  /**
   * How far it is trained.
   *
   * @return DL4J's counts; it knows of no other batches than its own
   */
  public Counts counts() {
    return new Counts(dl4j.iterations(), dl4j.iterations(), dl4j.epochs());
  }

  /**
   * Sets how far it is trained.
   *
   * @param counts its own steps, and epochs
   */
  public void counts(Counts counts) {
    dl4j.counts(counts.iterations(), counts.epochs());
  }

  /**
   * The parameters that no gradient changes, such as the means and variances of batch
   * normalisation.
   *
   * @return their ranges, in order
   */
  public List<ParameterRange> statistics() {
    return dl4j.updater().getUpdaterBlocks().stream()
        .flatMap(block -> block.getLayersAndVariablesInBlock().stream())
        .filter(p -> p.getLayer().getConfig().getUpdaterByParam(p.getParamName()) instanceof NoOp)
        .map(p -> new ParameterRange(p.getParamOffsetStart(), p.getParamOffsetEnd()))
        .toList();
  }

  /**
   * Changes the learning rate of every layer.
   *
   * @param rate the new rate, positive
   */
  public void learningRate(double rate) {
    dl4j.learningRate(rate);
  }

  /**
   * Has the learning rate of every layer follow a curve from here on, each at its own height.
   *
   * @param schedule the curve; a constant one changes nothing
   * @throws IllegalArgumentException if there is no rate, or one that has a schedule already
   */
  public void schedule(RateSchedule schedule) {
    if (!schedule.constant()) {
      new Rates(dl4j).follow(schedule);
    }
  }
}
