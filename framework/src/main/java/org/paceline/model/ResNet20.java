package org.paceline.model;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * The residual network of 20 layers for CIFAR (He et al., "Deep Residual Learning for Image
 * Recognition", 2015, section 4.2), with 1×1 convolutions where a shortcut changes shape (the
 * paper's option B).
 */
final class ResNet20 implements Architecture {

  private static final int BLOCKS_A_STAGE = 3;
  private static final int FIRST_FILTERS = 16;
  private static final int STAGES = 3;
  private static final double WEIGHT_DECAY = 1e-4;

  @Override
  public String json(NetworkOptions options) {
    GraphBuilder graph =
        new NeuralNetConfiguration.Builder()
            .seed(options.seed())
            .updater(options.dl4jUpdater())
            .weightInit(WeightInit.RELU)
            .l2(options.weightDecay().orElse(weightDecay()))
            .activation(Activation.IDENTITY)
            .convolutionMode(ConvolutionMode.Same)
            .graphBuilder()
            .addInputs("image");
    String last = normalised(graph, "stem", "image", 3, 1, FIRST_FILTERS);
    last = rectified(graph, "stem", last);
    for (int stage = 0; stage < STAGES; stage++) {
      for (int block = 0; block < BLOCKS_A_STAGE; block++) {
        boolean shrinks = stage > 0 && block == 0;
        last = block(graph, "s" + stage + "b" + block, last, FIRST_FILTERS << stage, shrinks);
      }
    }
    return graph
        .addLayer("pool", new GlobalPoolingLayer(PoolingType.AVG), last)
        .addLayer(
            "output",
            new OutputLayer.Builder(LossFunction.MCXENT)
                .activation(Activation.SOFTMAX)
                .weightInit(WeightInit.XAVIER)
                .nOut(options.classes())
                .build(),
            "pool")
        .setOutputs("output")
        .setInputTypes(Lenet.inputType(options))
        .build()
        .toJson();
  }

  @Override
  public double weightDecay() {
    return WEIGHT_DECAY;
  }

  private static String block(
      GraphBuilder graph, String name, String input, int filters, boolean shrinks) {
    int stride = shrinks ? 2 : 1;
    String first = normalised(graph, name + "-1", input, 3, stride, filters);
    first = rectified(graph, name + "-1", first);
    String second = normalised(graph, name + "-2", first, 3, 1, filters);
    String shortcut =
        shrinks ? normalised(graph, name + "-shortcut", input, 1, stride, filters) : input;
    graph.addVertex(
        name + "-add", new ElementWiseVertex(ElementWiseVertex.Op.Add), second, shortcut);
    return rectified(graph, name, name + "-add");
  }

  private static String normalised(
      GraphBuilder graph, String name, String input, int kernel, int stride, int filters) {
    graph.addLayer(
        name + "-conv",
        new ConvolutionLayer.Builder(kernel, kernel)
            .stride(stride, stride)
            .nOut(filters)
            .hasBias(false)
            .build(),
        input);
    graph.addLayer(name + "-norm", new BatchNormalization(), name + "-conv");
    return name + "-norm";
  }

  private static String rectified(GraphBuilder graph, String name, String input) {
    graph.addLayer(name + "-relu", new ActivationLayer(Activation.RELU), input);
    return name + "-relu";
  }
}
