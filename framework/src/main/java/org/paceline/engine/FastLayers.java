package org.paceline.engine;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.NeuralNetwork;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.impl.ElementWiseVertex;
import org.deeplearning4j.nn.graph.vertex.impl.LayerVertex;
import org.deeplearning4j.nn.layers.AbstractLayer;
import org.deeplearning4j.nn.layers.ActivationLayer;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.layers.convolution.subsampling.SubsamplingLayer;
import org.deeplearning4j.nn.layers.feedforward.dense.DenseLayer;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Puts faster layers into DL4J networks.
 *
 * <p>They compute what DL4J's own compute, up to rounding, on the same parameters and gradients;
 * the configuration is untouched, so that the network is saved, loaded and averaged as before. A
 * layer with settings that its faster twin does not know (another activation function than a
 * rectifier, dropout, weight noise, channels last, …) stays as it is.
 */
public final class FastLayers {

  private FastLayers() {}

  /**
   * Replaces the layers for which there are faster ones.
   *
   * @param network a fresh, initialised network, whose updater has no state yet, of {@code FLOAT}
   *     on ND4J's CPU backend; others are left alone
   */
  public static void install(NeuralNetwork network) {
    if (network.params().dataType() != DataType.FLOAT || !onProcessor()) {
      return;
    }
    if (network instanceof MultiLayerNetwork layered) {
      Layer[] layers = layered.getLayers();
      for (int i = 0; i < layers.length; i++) {
        layers[i] = fast(layers[i]);
      }
      layered.setUpdater(new LayeredUpdater(layered));
    } else if (network instanceof ComputationGraph graph) {
      install(graph);
    }
  }

  static boolean onProcessor() {
    return "CPU"
        .equalsIgnoreCase(Nd4j.getExecutioner().getEnvironmentInformation().getProperty("backend"));
  }

  private static void install(ComputationGraph graph) {
    Layer[] layers = graph.getLayers();
    GraphVertex[] vertices = graph.getVertices();
    for (int i = 0; i < vertices.length; i++) {
      if (vertices[i] instanceof LayerVertex vertex) {
        Layer fast = fast(vertex.getLayer());
        for (int j = 0; j < layers.length; j++) {
          layers[j] = layers[j] == vertex.getLayer() ? fast : layers[j];
        }
        vertex.setLayer(fast);
      } else if (vertices[i].getClass() == ElementWiseVertex.class && adds(graph, vertices[i])) {
        // The graph computes by this array; getVertex(name) goes on to show DL4J's own.
        vertices[i] = new FastSum(graph, (ElementWiseVertex) vertices[i]);
      }
    }
    MeetingPoints.open(vertices);
    graph.setUpdater(new GraphUpdater(graph));
  }

  private static boolean adds(ComputationGraph graph, GraphVertex vertex) {
    var conf =
        (org.deeplearning4j.nn.conf.graph.ElementWiseVertex)
            graph.getConfiguration().getVertices().get(vertex.getVertexName());
    return conf.getOp() == org.deeplearning4j.nn.conf.graph.ElementWiseVertex.Op.Add;
  }

  private static Layer fast(Layer layer) {
    Class<?> type = layer.getClass();
    var conf = layer.conf().getLayer();
    if (conf.getIDropout() != null) {
      return layer;
    }
    if (type == SubsamplingLayer.class
        && FastPooling.replaces((org.deeplearning4j.nn.conf.layers.SubsamplingLayer) conf)) {
      return placed(layer, new FastPooling((SubsamplingLayer) layer));
    }
    if (type == ActivationLayer.class
        && FastActivation.replaces((org.deeplearning4j.nn.conf.layers.ActivationLayer) conf)) {
      return placed(layer, new FastActivation((ActivationLayer) layer));
    }
    return layer instanceof BaseLayer<?> weighted ? fast(weighted) : layer;
  }

  private static Layer fast(BaseLayer<?> layer) {
    Class<?> type = layer.getClass();
    var conf = (org.deeplearning4j.nn.conf.layers.BaseLayer) layer.conf().getLayer();
    if (conf.getWeightNoise() != null) {
      return layer;
    }
    if (type == ConvolutionLayer.class
        && FastConvolution.replaces((org.deeplearning4j.nn.conf.layers.ConvolutionLayer) conf)) {
      return adopted(layer, new FastConvolution((ConvolutionLayer) layer));
    }
    if (type == BatchNormalization.class
        && FastBatchNormalization.replaces(
            (org.deeplearning4j.nn.conf.layers.BatchNormalization) conf)) {
      return adopted(layer, new FastBatchNormalization((BatchNormalization) layer));
    }
    if (type == DenseLayer.class
        && FastDense.replaces((org.deeplearning4j.nn.conf.layers.DenseLayer) conf)) {
      return adopted(layer, new FastDense((DenseLayer) layer));
    }
    return layer;
  }

  private static Layer adopted(BaseLayer<?> layer, BaseLayer<?> fast) {
    fast.setParamsViewArray(layer.params());
    fast.setParamTable(layer.paramTable());
    if (layer.getGradientsViewArray() != null) {
      fast.setBackpropGradientsViewArray(layer.getGradientsViewArray());
    }
    return placed(layer, fast);
  }

  private static Layer placed(Layer layer, AbstractLayer<?> fast) {
    fast.setIndex(layer.getIndex());
    fast.setListeners(layer.getListeners());
    return fast;
  }
}
