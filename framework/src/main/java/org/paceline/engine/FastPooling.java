package org.paceline.engine;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.convolution.subsampling.SubsamplingLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.util.ConvolutionUtils;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Maximum pooling of images with their channels last. */
final class FastPooling extends SubsamplingLayer {

  private static final long serialVersionUID = 1L;
  private static final long CHANNELS_LAST = 1;

  private final transient Kernel forward;
  private final transient Kernel backward;
  private transient INDArray images;

  FastPooling(SubsamplingLayer replaced) {
    super(replaced.conf(), DataType.FLOAT);
    forward = new Kernel("maxpool2d", settings(layerConf()));
    backward = new Kernel("maxpool2d_bp", settings(layerConf()));
  }

  static boolean replaces(org.deeplearning4j.nn.conf.layers.SubsamplingLayer conf) {
    return conf.getCnn2dDataFormat() == CNN2DFormat.NCHW
        && conf.getConvolutionMode() != ConvolutionMode.Causal
        && Arrays.equals(conf.getDilation(), new int[] {1, 1})
        && conf.getPoolingType() == org.deeplearning4j.nn.conf.layers.PoolingType.MAX;
  }

  private static long[] settings(org.deeplearning4j.nn.conf.layers.SubsamplingLayer conf) {
    return Window.settings(
        conf.getKernelSize(),
        conf.getStride(),
        conf.getPadding(),
        conf.getDilation(),
        conf.getConvolutionMode(),
        0,
        CHANNELS_LAST);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    images = ChannelsLast.of(input, workspaces, ArrayType.ACTIVATIONS);
    int[] size =
        ConvolutionUtils.getOutputSize(
            input,
            layerConf().getKernelSize(),
            layerConf().getStride(),
            convolutionMode == ConvolutionMode.Same ? null : layerConf().getPadding(),
            convolutionMode,
            layerConf().getDilation(),
            CNN2DFormat.NCHW);
    INDArray output =
        ChannelsLast.create(
            workspaces, ArrayType.ACTIVATIONS, input.size(0), size[0], size[1], input.size(1));
    forward.run(new INDArray[] {images}, output);
    return ChannelsLast.shown(output);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    INDArray incoming = ChannelsLast.of(epsilon, workspaces, ArrayType.BP_WORKING_MEM);
    INDArray outgoing = ChannelsLast.create(workspaces, ArrayType.ACTIVATION_GRAD, images.shape());
    backward.run(new INDArray[] {images, incoming}, outgoing);
    return new Pair<>(new DefaultGradient(), ChannelsLast.shown(outgoing));
  }

  @Override
  public void clear() {
    super.clear();
    images = null;
  }
}
