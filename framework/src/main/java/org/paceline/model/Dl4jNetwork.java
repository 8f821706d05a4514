package org.paceline.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.NeuralNetwork;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What DL4J's two kinds of networks have in common under different names. */
sealed interface Dl4jNetwork permits LayeredNetwork, GraphNetwork {

  static Dl4jNetwork of(NeuralNetwork network) {
    return network instanceof ComputationGraph graph
        ? new GraphNetwork(graph)
        : new LayeredNetwork((MultiLayerNetwork) network);
  }

  /** JSON. */
  String configuration();

  BackpropType backpropType();

  Layer[] layers();

  /** Empty if it has several outputs. */
  Optional<Layer> outputLayer();

  BaseMultiLayerUpdater<?> updater();

  INDArray output(INDArray features);

  /** All that is computed for an input, itself included. */
  List<INDArray> activations(INDArray input);

  /** What each layer puts out for an input. */
  Map<Layer, INDArray> outputs(INDArray input);

  int iterations();

  int epochs();

  void counts(int iterations, int epochs);

  void learningRate(double rate);

  void score(double loss);
}
