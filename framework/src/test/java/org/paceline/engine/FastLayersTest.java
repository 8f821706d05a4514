package org.paceline.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.NeuralNetwork;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.paceline.data.ImageShape;
import org.paceline.model.NetworkOptions;
import org.paceline.model.NetworkOptions.Updater;
import org.paceline.model.Networks;

class FastLayersTest {

  private static final long SEED = 7;
  private static final int EXAMPLES = 6;
  private static final int CLASSES = 5;

  @BeforeAll
  static void helpersOn() {
    OneDnn.allow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"lenet", "cnn", "resnet20"})
  void namedNetworksTakeTheSameStepAsDl4jsLayers(String name) {
    String configuration =
        Networks.configuration(
            name, new NetworkOptions(new ImageShape(3, 32, 32), CLASSES, Updater.SGD, 0.1, SEED));
    assertSameStep(configuration, 32, 3);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("layers")
  void layersTakeTheSameStepAsDl4js(
      String what, UnaryOperator<NeuralNetConfiguration.ListBuilder> layers) {
    assertSameStep(layered(layers), 9, 2);
  }

  static Stream<Arguments> layers() {
    return Stream.of(
        layer("stride 2, no bias", c -> c.stride(2, 2).hasBias(false)),
        layer("same size by padding", c -> c.convolutionMode(ConvolutionMode.Same)),
        layer("padding 2, cut off", c -> c.padding(2, 2).convolutionMode(ConvolutionMode.Truncate)),
        layer("dilation 2", c -> c.dilation(2, 2)),
        layer("without activation", c -> c.activation(Activation.IDENTITY)),
        layer("another activation", c -> c.activation(Activation.TANH)),
        Arguments.of("pooling with overlap", with(pool(3, 2, SubsamplingLayer.PoolingType.MAX))),
        Arguments.of("mean pooling", with(pool(2, 2, SubsamplingLayer.PoolingType.AVG))),
        Arguments.of("normalisation", with(new BatchNormalization())),
        Arguments.of(
            "normalisation by variance",
            with(new BatchNormalization.Builder().useLogStd(false).build())),
        Arguments.of(
            "normalisation with an activation after it",
            (UnaryOperator<NeuralNetConfiguration.ListBuilder>)
                list ->
                    with(new BatchNormalization())
                        .apply(list)
                        .layer(
                            new org.deeplearning4j.nn.conf.layers.ActivationLayer(
                                Activation.RELU))),
        Arguments.of("a dense layer", with(new DenseLayer.Builder().nOut(11).build())),
        Arguments.of(
            "a dense layer without bias and activation",
            with(
                new DenseLayer.Builder()
                    .nOut(11)
                    .hasBias(false)
                    .activation(Activation.IDENTITY)
                    .build())));
  }

  private static Arguments layer(String what, UnaryOperator<ConvolutionLayer.Builder> settings) {
    return Arguments.of(
        what, with(settings.apply(new ConvolutionLayer.Builder(3, 3).nOut(4)).build()));
  }

  private static SubsamplingLayer pool(int size, int stride, SubsamplingLayer.PoolingType type) {
    return new SubsamplingLayer.Builder(type).kernelSize(size, size).stride(stride, stride).build();
  }

  private static UnaryOperator<NeuralNetConfiguration.ListBuilder> with(
      org.deeplearning4j.nn.conf.layers.Layer layer) {
    return list -> list.layer(layer);
  }

  @Test
  void featuresOfAnotherTypeAreCastAsByDl4j() {
    String dense =
        new NeuralNetConfiguration.Builder()
            .seed(SEED)
            .updater(new Sgd(0.1))
            .list()
            .layer(new DenseLayer.Builder().nOut(7).activation(Activation.RELU).build())
            .layer(
                new OutputLayer.Builder(LossFunction.MCXENT)
                    .activation(Activation.SOFTMAX)
                    .nOut(CLASSES)
                    .build())
            .setInputType(InputType.feedForward(12))
            .build()
            .toJson();
    assertSameStepOnDoubles(dense, 12);
    assertSameStepOnDoubles(greyImages(), 1, 9, 9);
  }

  private static String greyImages() {
    MultiLayerConfiguration colour =
        MultiLayerConfiguration.fromJson(layered(UnaryOperator.identity()));
    ((ConvolutionLayer) colour.getConf(0).getLayer()).setNIn(1);
    return colour.toJson();
  }

  private static void assertSameStepOnDoubles(String configuration, long... example) {
    NeuralNetwork usual = open(configuration);
    NeuralNetwork fast = open(configuration);
    FastLayers.install(fast);
    long[] shape = new long[example.length + 1];
    shape[0] = EXAMPLES;
    System.arraycopy(example, 0, shape, 1, example.length);
    INDArray features = Nd4j.rand(DataType.DOUBLE, shape);
    INDArray labels = batch(9, 2).getLabels();
    usual.fit(new DataSet(features.dup(), labels.dup()));
    fast.fit(new DataSet(features.dup(), labels.dup()));
    assertThat(fast.params().sub(usual.params()).amaxNumber().doubleValue()).isLessThan(1e-5);
  }

  @Test
  void onlyLayersWithKnownSettingsAreReplaced() {
    String configuration =
        layered(
            list ->
                list.layer(new ConvolutionLayer.Builder(3, 3).nOut(4).dropOut(0.5).build())
                    .layer(
                        new ConvolutionLayer.Builder(3, 3)
                            .nOut(4)
                            .activation(Activation.ELU)
                            .build()));
    MultiLayerNetwork network = (MultiLayerNetwork) open(configuration);
    FastLayers.install(network);
    assertThat(Arrays.stream(network.getLayers()).map(Layer::getClass).map(Class::getSimpleName))
        .containsExactly("FastConvolution", "ConvolutionLayer", "ConvolutionLayer", "OutputLayer");
  }

  @Test
  void aNetworkOfDoublesIsLeftAlone() {
    MultiLayerConfiguration configuration =
        MultiLayerConfiguration.fromJson(layered(UnaryOperator.identity()));
    configuration.setDataType(DataType.DOUBLE);
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    FastLayers.install(network);
    assertThat(network.getLayer(0))
        .isExactlyInstanceOf(org.deeplearning4j.nn.layers.convolution.ConvolutionLayer.class);
  }

  private static String layered(UnaryOperator<NeuralNetConfiguration.ListBuilder> layers) {
    return layers
        .apply(
            new NeuralNetConfiguration.Builder()
                .seed(SEED)
                .updater(new Sgd(0.1))
                .activation(Activation.RELU)
                .list()
                .layer(new ConvolutionLayer.Builder(3, 3).nOut(3).build()))
        .layer(
            new OutputLayer.Builder(LossFunction.MCXENT)
                .activation(Activation.SOFTMAX)
                .nOut(CLASSES)
                .build())
        .setInputType(InputType.convolutional(9, 9, 2))
        .build()
        .toJson();
  }

  private static NeuralNetwork open(String configuration) {
    NeuralNetwork network =
        configuration.contains("networkInputs")
            ? new ComputationGraph(ComputationGraphConfiguration.fromJson(configuration))
            : new MultiLayerNetwork(MultiLayerConfiguration.fromJson(configuration));
    network.init();
    return network;
  }

  /** Twice, so that running statistics and kept arrays are used; then as for evaluation. */
  private static void assertSameStep(String configuration, int side, int channels) {
    NeuralNetwork usual = open(configuration);
    NeuralNetwork fast = open(configuration);
    FastLayers.install(fast);
    Nd4j.getRandom().setSeed(SEED);
    for (int step = 0; step < 2; step++) {
      INDArray before = usual.params().dup();
      fast.params().assign(before);
      DataSet batch = batch(side, channels);
      usual.fit(batch.copy());
      fast.fit(batch.copy());
      INDArray expected = usual.params().sub(before);
      double scale = expected.norm2Number().doubleValue();
      double difference = fast.params().sub(before).subi(expected).norm2Number().doubleValue();
      assertThat(scale).isPositive();
      assertThat(difference / scale).as("relative difference of step %d", step).isLessThan(1e-4);
    }
    fast.params().assign(usual.params());
    INDArray images = batch(side, channels).getFeatures();
    INDArray apart = output(fast, images.dup()).sub(output(usual, images.dup()));
    assertThat(apart.amaxNumber().doubleValue()).isLessThan(1e-5);
  }

  private static DataSet batch(int side, int channels) {
    INDArray labels = Nd4j.zeros(EXAMPLES, CLASSES);
    for (int i = 0; i < EXAMPLES; i++) {
      labels.putScalar(i, i % CLASSES, 1);
    }
    return new DataSet(Nd4j.randn(EXAMPLES, channels, side, side), labels);
  }

  private static INDArray output(NeuralNetwork network, INDArray images) {
    return network instanceof ComputationGraph graph
        ? graph.outputSingle(images)
        : ((MultiLayerNetwork) network).output(images);
  }
}
