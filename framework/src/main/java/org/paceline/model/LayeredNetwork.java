package org.paceline.model;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Layers in a row. */
record LayeredNetwork(MultiLayerNetwork network) implements Dl4jNetwork {

  @Override
  public String configuration() {
    return network.getLayerWiseConfigurations().toJson();
  }

  @Override
  public BackpropType backpropType() {
    return network.getLayerWiseConfigurations().getBackpropType();
  }

  @Override
  public Layer[] layers() {
    return network.getLayers();
  }

  @Override
  public Optional<Layer> outputLayer() {
    return Optional.ofNullable(network.getOutputLayer());
  }

  @Override
  public BaseMultiLayerUpdater<?> updater() {
    return (BaseMultiLayerUpdater<?>) network.getUpdater();
  }

  @Override
  public INDArray output(INDArray features) {
    return network.output(features);
  }

  @Override
  public List<INDArray> activations(INDArray input) {
    return network.feedForward(input, false);
  }

  @Override
  public Map<Layer, INDArray> outputs(INDArray input) {
    List<INDArray> activations = activations(input);
    Map<Layer, INDArray> outputs = new IdentityHashMap<>();
    for (int i = 0; i < network.getnLayers(); i++) {
      outputs.put(network.getLayer(i), activations.get(i + 1));
    }
    return outputs;
  }

  @Override
  public int iterations() {
    return network.getIterationCount();
  }

  @Override
  public int epochs() {
    return network.getEpochCount();
  }

  @Override
  public void counts(int iterations, int epochs) {
    network.setIterationCount(iterations);
    network.setEpochCount(epochs);
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
