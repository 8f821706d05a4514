package org.paceline.model;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.NeuralNetwork;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.paceline.data.ImageShape;
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

  /** Multiply and add, once forward and twice backward: by the input and by the weights. */
  private static final double FLOPS_PER_WEIGHT_USE = 6;

  /** Examples, values, time. */
  private static final int TIME_SERIES = 3;

  private static final FlatArray VALUES = FlatArray.ofBackend();

  private final NeuralNetwork network;

  private TrainableNetwork(NeuralNetwork network) {
    this.network = network;
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
          "this is no DL4J network configuration: " + e.getMessage(), e);
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
    return network instanceof ComputationGraph graph
        ? graph.getConfiguration().toJson()
        : layered().getLayerWiseConfigurations().toJson();
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

  private MultiLayerNetwork layered() {
    return (MultiLayerNetwork) network;
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
    if (network instanceof ComputationGraph graph) {
      graph.setScore(loss);
    } else {
      layered().setScore(loss);
    }
  }

  /**
   * Checks that a step changes something.
   *
   * @param features the shape of a batch of inputs
   * @param labels the shape of its labels
   * @throws IllegalArgumentException if the network is trained by pieces of a time series, and
   *     these are none: DL4J then trains nothing
   */
  public void checkLearnsFrom(long[] features, long[] labels) {
    BackpropType type =
        network instanceof ComputationGraph graph
            ? graph.getConfiguration().getBackpropType()
            : layered().getLayerWiseConfigurations().getBackpropType();
    boolean series = features.length == TIME_SERIES && labels.length == TIME_SERIES;
    if (type == BackpropType.TruncatedBPTT && !series) {
      throw new IllegalArgumentException(
          "the network's backpropType is TruncatedBPTT, which trains on time series with time"
              + " series as labels only; for other data it must be Standard");
    }
  }

  /**
   * Computes class probabilities.
   *
   * @param features a batch of images
   * @return one row an image
   */
  public INDArray output(INDArray features) {
    return network instanceof ComputationGraph graph
        ? graph.outputSingle(features)
        : layered().output(features);
  }

  /**
   * Checks that the network fits its data, by one image of zeros.
   *
   * @param shape the images' shape
   * @param classes how many classes they have
   * @throws IllegalArgumentException if it takes other images or tells other classes apart
   */
  public void checkFits(ImageShape shape, int classes) {
    if (network.params().dataType() != DataType.FLOAT) {
      throw new IllegalArgumentException(
          "the network computes in %s, only FLOAT is supported"
              .formatted(network.params().dataType()));
    }
    if (!(outputLayer() instanceof IOutputLayer)) {
      throw new IllegalArgumentException("the network does not end in one output layer");
    }
    long[] images = {1, shape.channels(), shape.height(), shape.width()};
    checkLearnsFrom(images, new long[] {1, classes});
    long outputs;
    try {
      outputs = output(Nd4j.zeros(1, shape.channels(), shape.height(), shape.width())).columns();
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "the network does not take images of %s: %s".formatted(shape, e.getMessage()), e);
    }
    if (outputs != classes) {
      throw new IllegalArgumentException(
          "the network tells %d classes apart, the data has %d".formatted(outputs, classes));
    }
  }

  private Layer outputLayer() {
    if (network instanceof ComputationGraph graph) {
      return graph.getNumOutputArrays() == 1 ? graph.getOutputLayer(0) : null;
    }
    return layered().getOutputLayer();
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
    if (network instanceof ComputationGraph graph) {
      ComputationGraphConfiguration conf = graph.getConfiguration();
      int iterations = conf.getIterationCount();
      return new Counts(iterations, iterations, conf.getEpochCount());
    }
    int iterations = layered().getIterationCount();
    return new Counts(iterations, iterations, layered().getEpochCount());
  }

  /**
   * Sets how far it is trained.
   *
   * @param counts its own steps, and epochs
   */
  public void counts(Counts counts) {
    if (network instanceof ComputationGraph graph) {
      graph.getConfiguration().setIterationCount(counts.iterations());
      graph.getConfiguration().setEpochCount(counts.epochs());
    } else {
      layered().setIterationCount(counts.iterations());
      layered().setEpochCount(counts.epochs());
    }
  }

  /**
   * The parameters that no gradient changes, such as the means and variances of batch
   * normalisation.
   *
   * @return their ranges, in order
   */
  public List<ParameterRange> statistics() {
    BaseMultiLayerUpdater<?> updater =
        network instanceof ComputationGraph graph
            ? graph.getUpdater()
            : (BaseMultiLayerUpdater<?>) layered().getUpdater();
    return updater.getUpdaterBlocks().stream()
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
    if (network instanceof ComputationGraph graph) {
      graph.setLearningRate(rate);
    } else {
      layered().setLearningRate(rate);
    }
  }

  /**
   * The floating-point operations of training with one example, counted from the weights and how
   * often each is used.
   *
   * @param shape the shape of a batch of inputs, of which the first number does not matter
   * @return operations, forward and backward
   */
  public double flopsPerExample(long... shape) {
    INDArray example = example(shape);
    double uses = 0;
    if (network instanceof ComputationGraph graph) {
      Map<String, INDArray> activations = graph.feedForward(example, false);
      for (Layer layer : graph.getLayers()) {
        uses += uses(layer, activations.get(layer.conf().getLayer().getLayerName()));
      }
    } else {
      List<INDArray> activations = layered().feedForward(example, false);
      for (int i = 0; i < layered().getnLayers(); i++) {
        uses += uses(layered().getLayer(i), activations.get(i + 1));
      }
    }
    return FLOPS_PER_WEIGHT_USE * Math.max(1, uses);
  }

  /**
   * The values that all layers together put out for one example, itself included.
   *
   * @param shape the shape of a batch of inputs, of which the first number does not matter
   * @return how many numbers a forward pass computes
   */
  public long activationsPerExample(long... shape) {
    INDArray example = example(shape);
    return (network instanceof ComputationGraph graph
            ? graph.feedForward(example, false).values().stream()
            : layered().feedForward(example, false).stream())
        .mapToLong(INDArray::length)
        .sum();
  }

  private static INDArray example(long... shape) {
    long[] one = shape.clone();
    one[0] = 1;
    return Nd4j.zeros(one);
  }

  private static double uses(Layer layer, INDArray activation) {
    INDArray weights = layer.paramTable().get("W");
    if (weights == null) {
      return 0;
    }
    boolean convolution = activation.rank() == 4;
    return weights.length() * (convolution ? activation.size(2) * activation.size(3) : 1.0);
  }
}
