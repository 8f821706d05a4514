package org.paceline.engine;

import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** DL4J's oneDNN layer helpers: switching them on and seeing whether they really are. */
public final class OneDnn {

  private static final String DISABLE = "org.eclipse.deeplearning4j.helpers.disable";

  private OneDnn() {}

  /** Lets DL4J use its helpers; must run in a process before its first network is made. */
  public static void allow() {
    if (System.getProperty(DISABLE) == null) {
      System.setProperty(DISABLE, "false");
    }
  }

  /**
   * Looks whether a convolution layer made in this process has its helper.
   *
   * @return true if convolutions run through oneDNN
   */
  public static boolean active() {
    allow();
    MultiLayerConfiguration conf =
        new NeuralNetConfiguration.Builder()
            .list()
            .layer(
                new org.deeplearning4j.nn.conf.layers.ConvolutionLayer.Builder(3, 3)
                    .nOut(1)
                    .convolutionMode(ConvolutionMode.Same)
                    .build())
            .layer(new org.deeplearning4j.nn.conf.layers.OutputLayer.Builder().nOut(2).build())
            .setInputType(InputType.convolutional(4, 4, 1))
            .build();
    MultiLayerNetwork network = new MultiLayerNetwork(conf);
    network.init();
    return ((ConvolutionLayer) network.getLayer(0)).getHelper() != null;
  }
}
