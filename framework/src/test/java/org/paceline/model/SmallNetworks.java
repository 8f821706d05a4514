package org.paceline.model;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.api.NeuralNetwork;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.paceline.data.ImageShape;

/** Networks of a few parameters for images of 6×6×2 in three classes, and zips of them. */
final class SmallNetworks {

  static final ImageShape SHAPE = new ImageShape(2, 6, 6);
  static final int CLASSES = 3;

  private SmallNetworks() {}

  static NeuralNetConfiguration.Builder builder() {
    return new NeuralNetConfiguration.Builder()
        .seed(1)
        .activation(Activation.RELU)
        .updater(new Adam(0.01));
  }

  static MultiLayerConfiguration layered(NeuralNetConfiguration.Builder builder) {
    return builder
        .list()
        .layer(new ConvolutionLayer.Builder(3, 3).nOut(4).build())
        .layer(new DenseLayer.Builder().nOut(8).build())
        .layer(output())
        .setInputType(InputType.convolutional(6, 6, 2))
        .build();
  }

  static ComputationGraphConfiguration graph(BackpropType type) {
    return builder()
        .graphBuilder()
        .addInputs("in")
        .addLayer("convolution", new ConvolutionLayer.Builder(3, 3).nOut(4).build(), "in")
        .addLayer("out", output(), "convolution")
        .setOutputs("out")
        .backpropType(type)
        .setInputTypes(InputType.convolutional(6, 6, 2))
        .build();
  }

  static OutputLayer output() {
    return new OutputLayer.Builder().nOut(CLASSES).activation(Activation.SOFTMAX).build();
  }

  /** A network after some steps of DL4J's own. */
  static MultiLayerNetwork trained() {
    MultiLayerNetwork network = new MultiLayerNetwork(layered(builder()));
    network.init();
    fit(network, 3);
    return network;
  }

  static void fit(NeuralNetwork network, int steps) {
    for (int step = 0; step < steps; step++) {
      network.fit(batch(step));
    }
  }

  static DataSet batch(int seed) {
    return new DataSet(
        Nd4j.rand(new int[] {6, 2, 6, 6}, seed + 1), Nd4j.eye(CLASSES).getRows(0, 1, 2, 0, 1, 2));
  }

  static Map<String, byte[]> entries(Path zip) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipFile file = new ZipFile(zip.toFile())) {
      for (ZipEntry entry : java.util.Collections.list(file.entries())) {
        entries.put(entry.getName(), file.getInputStream(entry).readAllBytes());
      }
    }
    return entries;
  }

  static Path zip(Path file, Map<String, byte[]> entries) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    return file;
  }

  /** The same entries under other names. */
  static Map<String, byte[]> renamed(Map<String, byte[]> entries, UnaryOperator<String> name) {
    Map<String, byte[]> renamed = new LinkedHashMap<>();
    entries.forEach((key, value) -> renamed.put(name.apply(key), value));
    return renamed;
  }
}
