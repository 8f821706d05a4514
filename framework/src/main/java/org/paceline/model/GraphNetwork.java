package org.paceline.model;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Layers and other vertices with branches. */
record GraphNetwork(ComputationGraph network) implements Dl4jNetwork {

  @Override
  public String configuration() {
    return network.getConfiguration().toJson();
  }

  @Override
  public BackpropType backpropType() {
    return network.getConfiguration().getBackpropType();
  }

  @Override
  public Layer[] layers() {
    return network.getLayers();
  }

  @Override
  public Optional<Layer> outputLayer() {
    return network.getNumOutputArrays() == 1
        ? Optional.of(network.getOutputLayer(0))
        : Optional.empty();
  }

  @Override
  public BaseMultiLayerUpdater<?> updater() {
    return network.getUpdater();
  }

  @Override
  public INDArray output(INDArray features) {
    return network.outputSingle(features);
  }

  @Override
  public List<INDArray> activations(INDArray input) {
    return new ArrayList<>(network.feedForward(input, false).values());
  }

  @Override
  public Map<Layer, INDArray> outputs(INDArray input) {
    Map<String, INDArray> byName = network.feedForward(input, false);
    Map<Layer, INDArray> outputs = new IdentityHashMap<>();
    for (Layer layer : network.getLayers()) {
      outputs.put(layer, byName.get(layer.conf().getLayer().getLayerName()));
    }
    return outputs;
  }

  @Override
  public int iterations() {
    return network.getConfiguration().getIterationCount();
  }

  @Override
  public int epochs() {
    return network.getConfiguration().getEpochCount();
  }

  @Override
  public void counts(int iterations, int epochs) {
    network.getConfiguration().setIterationCount(iterations);
    network.getConfiguration().setEpochCount(epochs);
  }

  @Override
  public void learningRate(double rate) {
    network.setLearningRate(rate);
  }

  @Override
  public void score(double loss) {
    network.setScore(loss);
  }
}
