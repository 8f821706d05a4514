package org.paceline.model;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * LeNet-5 (LeCun et al., "Gradient-based learning applied to document recognition", 1998) with
 * rectified units and maximum pooling.
 */
final class Lenet implements Architecture {

  @Override
  public String json(NetworkOptions options) {
    return new NeuralNetConfiguration.Builder()
        .seed(options.seed())
        .updater(options.dl4jUpdater())
        .weightInit(WeightInit.RELU)
        .l2(options.weightDecay().orElse(0))
        .activation(Activation.RELU)
        .list()
        .layer(new ConvolutionLayer.Builder(5, 5).nOut(6).build())
        .layer(pool())
        .layer(new ConvolutionLayer.Builder(5, 5).nOut(16).build())
        .layer(pool())
        .layer(new DenseLayer.Builder().nOut(120).build())
        .layer(new DenseLayer.Builder().nOut(84).build())
        .layer(
            new OutputLayer.Builder(LossFunction.MCXENT)
                .activation(Activation.SOFTMAX)
                .weightInit(WeightInit.XAVIER)
                .nOut(options.classes())
                .build())
        .setInputType(inputType(options))
        .build()
        .toJson();
  }

  private static SubsamplingLayer pool() {
    return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
        .kernelSize(2, 2)
        .stride(2, 2)
        .build();
  }

  static InputType inputType(NetworkOptions options) {
    return InputType.convolutional(
        options.input().height(), options.input().width(), options.input().channels());
  }
}
