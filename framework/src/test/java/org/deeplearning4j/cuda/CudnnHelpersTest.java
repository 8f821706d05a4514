package org.deeplearning4j.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.config.DL4JClassLoading;
import org.deeplearning4j.cuda.convolution.CudnnConvolutionHelper;
import org.deeplearning4j.cuda.convolution.subsampling.CudnnSubsamplingHelper;
import org.deeplearning4j.cuda.normalization.CudnnBatchNormalizationHelper;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.layers.LayerHelper;
import org.deeplearning4j.nn.layers.convolution.ConvolutionHelper;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.layers.convolution.subsampling.SubsamplingHelper;
import org.deeplearning4j.nn.layers.convolution.subsampling.SubsamplingLayer;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.deeplearning4j.nn.layers.normalization.BatchNormalizationHelper;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** What can be known of the helpers for cards on a processor: their construction and their sums. */
class CudnnHelpersTest {

  private static final int EXAMPLES = 6;

  private static final Map<Class<?>, Class<? extends LayerHelper>> HELPERS =
      Map.of(
          ConvolutionLayer.class, CudnnConvolutionHelper.class,
          SubsamplingLayer.class, CudnnSubsamplingHelper.class,
          BatchNormalization.class, CudnnBatchNormalizationHelper.class);

  @ParameterizedTest
  @MethodSource("names")
  void dl4jFindsEachByItsNameAndCanMakeIt(String name, Class<LayerHelper> type) {
    Object[] found = {new Object[] {DataType.FLOAT}};
    Object[] elsewhere = {DataType.FLOAT};
    for (Object[] arguments : new Object[][] {found, elsewhere}) {
      LayerHelper helper = DL4JClassLoading.createNewInstance(name, type, arguments);
      assertThat(helper.checkSupported()).isTrue();
    }
  }

  static Stream<Arguments> names() {
    return Stream.of(
        Arguments.of(ConvolutionLayer.CUDA_CNN_HELPER_CLASS_NAME, ConvolutionHelper.class),
        Arguments.of(SubsamplingLayer.CUDNN_SUBSAMPLING_HELPER_CLASS_NAME, SubsamplingHelper.class),
        Arguments.of(
            BatchNormalization.BATCH_NORM_CUDNN_HELPER_CLASS_NAME, BatchNormalizationHelper.class));
  }

  @Test
  void normalisationWithFixedScaleIsLeftToDl4j() {
    CudnnBatchNormalizationHelper helper = new CudnnBatchNormalizationHelper(DataType.FLOAT);
    assertThat(helper.checkSupported(1e-5, false)).isTrue();
    assertThat(helper.checkSupported(1e-5, true)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(names = {"Same", "Truncate"})
  void aNetworkTakesTheSameStepsWithThemAsWithDl4jsOwnLayers(ConvolutionMode mode)
      throws Exception {
    MultiLayerNetwork usual = network(mode, false);
    MultiLayerNetwork helped = network(mode, true);
    for (int step = 0; step < 2; step++) {
      INDArray before = usual.params().dup();
      helped.params().assign(before);
      DataSet batch = batch();
      usual.fit(batch.copy());
      helped.fit(batch.copy());
      INDArray expected = usual.params().sub(before);
      double scale = expected.norm2Number().doubleValue();
      double apart = helped.params().sub(before).subi(expected).norm2Number().doubleValue();
      assertThat(scale).isPositive();
      assertThat(apart / scale).as("relative difference of step %d", step).isLessThan(1e-4);
    }
    helped.params().assign(usual.params());
    INDArray images = batch().getFeatures();
    INDArray apart = helped.output(images.dup()).sub(usual.output(images.dup()));
    assertThat(apart.amaxNumber().doubleValue()).isLessThan(1e-5);
  }

  private static MultiLayerNetwork network(ConvolutionMode mode, boolean helped) throws Exception {
    MultiLayerConfiguration conf =
        new NeuralNetConfiguration.Builder()
            .seed(7)
            .updater(new Sgd(0.1))
            .convolutionMode(mode)
            .activation(Activation.RELU)
            .list()
            .layer(convolution().build())
            .layer(new org.deeplearning4j.nn.conf.layers.BatchNormalization())
            .layer(
                new org.deeplearning4j.nn.conf.layers.SubsamplingLayer.Builder()
                    .kernelSize(2, 2)
                    .stride(2, 2)
                    .build())
            .layer(convolution().stride(2, 2).hasBias(false).build())
            .layer(new OutputLayer.Builder().nOut(3).activation(Activation.SOFTMAX).build())
            .setInputType(InputType.convolutional(12, 12, 2))
            .build();
    MultiLayerNetwork network = new MultiLayerNetwork(conf);
    network.init();
    for (Layer layer : network.getLayers()) {
      if (HELPERS.containsKey(layer.getClass())) {
        Field helper = layer.getClass().getDeclaredField("helper");
        helper.setAccessible(true);
        helper.set(layer, helped ? fresh(layer) : null);
      }
    }
    return network;
  }

  private static org.deeplearning4j.nn.conf.layers.ConvolutionLayer.Builder convolution() {
    return new org.deeplearning4j.nn.conf.layers.ConvolutionLayer.Builder(3, 3).nOut(4);
  }

  /** A helper remembers its layer's settings: each layer has its own. */
  private static LayerHelper fresh(Layer layer) throws Exception {
    return HELPERS.get(layer.getClass()).getConstructor(DataType.class).newInstance(DataType.FLOAT);
  }

  private static DataSet batch() {
    INDArray labels = Nd4j.zeros(EXAMPLES, 3);
    for (int i = 0; i < EXAMPLES; i++) {
      labels.putScalar(i, i % 3, 1);
    }
    return new DataSet(Nd4j.randn(EXAMPLES, 2, 12, 12), labels);
  }
}
