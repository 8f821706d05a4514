package org.paceline.model;

import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * A small convolutional network: conv 32, conv 32, pool, conv 64, pool, dense 128, output. For
 * 32×32×3 images and 10 classes it has 554,346 parameters.
 */
final class Cnn implements Architecture {

  @Override
  public String json(NetworkOptions options) {
    return new NeuralNetConfiguration.Builder()
        .seed(options.seed())
        .updater(options.dl4jUpdater())
        .weightInit(WeightInit.RELU)
        .l2(options.weightDecay().orElse(0))
        .activation(Activation.RELU)
        .convolutionMode(ConvolutionMode.Same)
        .list()
        .layer(convolution(32))
        .layer(convolution(32))
        .layer(pool())
        .layer(convolution(64))
        .layer(pool())
        .layer(new DenseLayer.Builder().nOut(128).build())
        .layer(
            new OutputLayer.Builder(LossFunction.MCXENT)
                .activation(Activation.SOFTMAX)
                .weightInit(WeightInit.XAVIER)
                .nOut(options.classes())
                .build())
        .setInputType(Lenet.inputType(options))
        .build()
        .toJson();
  }

  private static ConvolutionLayer convolution(int filters) {
    return new ConvolutionLayer.Builder(3, 3).nOut(filters).build();
  }

  private static SubsamplingLayer pool() {
    return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
        .kernelSize(2, 2)
        .stride(2, 2)
        .build();
  }
}
