package org.paceline.engine;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.util.ConvolutionUtils;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A convolution that keeps its output for the backward pass, where DL4J's own convolves a second
 * time, and passes images on with their channels last.
 */
final class FastConvolution extends ConvolutionLayer {

  private static final long serialVersionUID = 1L;
  private static final String WEIGHTS = ConvolutionParamInitializer.WEIGHT_KEY;
  private static final String BIAS = ConvolutionParamInitializer.BIAS_KEY;
  private static final long CHANNELS_LAST = 1;
  private static final long WEIGHTS_OUT_IN_HEIGHT_WIDTH = 1;

  private final transient Rectifier rectifier;
  private final transient Kernel forward;
  private final transient Kernel backward;
  private transient boolean bare;
  private transient INDArray images;
  private transient INDArray output;

  FastConvolution(ConvolutionLayer replaced) {
    super(replaced.conf(), DataType.FLOAT);
    rectifier = Rectifier.of(layerConf().getActivationFn());
    forward = new Kernel("conv2d", settings(layerConf()));
    backward = new Kernel("conv2d_bp", settings(layerConf()));
  }

  /** Hands its gradients on bare from now on. */
  void meetOthers() {
    bare = true;
  }

  /** Dilated convolutions are none of oneDNN's in this version. */
  static boolean replaces(org.deeplearning4j.nn.conf.layers.ConvolutionLayer conf) {
    return conf.getCnn2dDataFormat() == CNN2DFormat.NCHW
        && conf.getConvolutionMode() != ConvolutionMode.Causal
        && Arrays.equals(conf.getDilation(), new int[] {1, 1})
        && Rectifier.knows(conf.getActivationFn());
  }

  private static long[] settings(org.deeplearning4j.nn.conf.layers.ConvolutionLayer conf) {
    return Window.settings(
        conf.getKernelSize(),
        conf.getStride(),
        conf.getPadding(),
        conf.getDilation(),
        conf.getConvolutionMode(),
        CHANNELS_LAST,
        WEIGHTS_OUT_IN_HEIGHT_WIDTH);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    validateInputRank();
    validateInputDepth(getParam(WEIGHTS).size(1));
    images = ChannelsLast.of(input, workspaces, ArrayType.ACTIVATIONS);
    output = ChannelsLast.create(workspaces, ArrayType.ACTIVATIONS, outputShape());
    forward.run(withBias(images, getParam(WEIGHTS)), output);
    rectifier.apply(output, output);
    return ChannelsLast.shown(output);
  }

  private long[] outputShape() {
    boolean same = convolutionMode == ConvolutionMode.Same;
    int[] size =
        ConvolutionUtils.getOutputSize(
            input,
            layerConf().getKernelSize(),
            layerConf().getStride(),
            same ? null : layerConf().getPadding(),
            convolutionMode,
            layerConf().getDilation(),
            CNN2DFormat.NCHW);
    return new long[] {input.size(0), size[0], size[1], layerConf().getNOut()};
  }

  private INDArray[] withBias(INDArray... arrays) {
    if (!hasBias()) {
      return arrays;
    }
    INDArray[] all = Arrays.copyOf(arrays, arrays.length + 1);
    all[arrays.length] = ChannelsLast.flat(getParam(BIAS));
    return all;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    INDArray incoming = ChannelsLast.of(epsilon, workspaces, ArrayType.BP_WORKING_MEM);
    INDArray delta = rectifier.gradient(output, incoming, workspaces, ArrayType.BP_WORKING_MEM);
    INDArray outgoing = ChannelsLast.create(workspaces, ArrayType.ACTIVATION_GRAD, images.shape());
    Gradient gradient = new DefaultGradient();
    INDArray weights = gradientViews.get(WEIGHTS);
    INDArray[] given = withBias(images, getParam(WEIGHTS));
    INDArray[] inputs = Arrays.copyOf(given, given.length + 1);
    inputs[given.length] = delta;
    if (hasBias()) {
      INDArray bias = gradientViews.get(BIAS);
      backward.run(inputs, outgoing, weights, ChannelsLast.flat(bias));
      gradient.setGradientFor(BIAS, bias);
    } else {
      backward.run(inputs, outgoing, weights);
    }
    gradient.setGradientFor(WEIGHTS, weights, 'c');
    return new Pair<>(gradient, ChannelsLast.passed(outgoing, bare));
  }

  @Override
  public void clear() {
    super.clear();
    images = null;
    output = null;
  }
}
