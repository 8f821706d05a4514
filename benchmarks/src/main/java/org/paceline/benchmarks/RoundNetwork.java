package org.paceline.benchmarks;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.paceline.data.Examples;
import org.paceline.data.ImageShape;
import org.paceline.model.NetworkOptions;
import org.paceline.model.NetworkOptions.Updater;
import org.paceline.model.Networks;

/** The networks whose rounds are timed. */
enum RoundNetwork {
  /** The named network; with Adam's two moments a state has three times its parameters. */
  CNN("cnn, adam") {
    @Override
    String configuration(Examples data, long seed) {
      return Networks.configuration(
          "cnn",
          new NetworkOptions(
              data.shape(), data.classes().size(), Updater.ADAM, Updater.ADAM.usualRate(), seed));
    }
  },

  /** Two dense layers of, for 32×32×3 images, 10 million parameters, without updater state. */
  DENSE("dense, sgd") {
    @Override
    String configuration(Examples data, long seed) {
      ImageShape shape = data.shape();
      return new NeuralNetConfiguration.Builder()
          .seed(seed)
          .updater(new Sgd(0.01))
          .weightInit(WeightInit.RELU)
          .activation(Activation.RELU)
          .list()
          .layer(new DenseLayer.Builder().nOut(2560).build())
          .layer(new DenseLayer.Builder().nOut(832).build())
          .layer(
              new OutputLayer.Builder(LossFunction.MCXENT)
                  .activation(Activation.SOFTMAX)
                  .weightInit(WeightInit.XAVIER)
                  .nOut(data.classes().size())
                  .build())
          .setInputType(InputType.convolutional(shape.height(), shape.width(), shape.channels()))
          .build()
          .toJson();
    }
  };

  private final String label;

  RoundNetwork(String label) {
    this.label = label;
  }

  /** The network and its updater, for people. */
  String label() {
    return label;
  }

  abstract String configuration(Examples data, long seed);
}
