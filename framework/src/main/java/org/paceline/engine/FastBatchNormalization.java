package org.paceline.engine;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Batch normalisation of images with their channels last (Ioffe and Szegedy, "Batch Normalization",
 * 2015).
 *
 * <p>With x̂ = (x − μ) / σ, y = γ x̂ + β and n values a channel, the gradient at the input is γ / σ
 * · (dy − Σ dy / n − x̂ · Σ (dy · x̂) / n): two sums and two lines a channel.
 */
final class FastBatchNormalization extends BatchNormalization {

  private static final long serialVersionUID = 1L;
  private static final String GAMMA = BatchNormalizationParamInitializer.GAMMA;
  private static final String BETA = BatchNormalizationParamInitializer.BETA;
  private static final String MEAN = BatchNormalizationParamInitializer.GLOBAL_MEAN;
  private static final String VARIANCE = BatchNormalizationParamInitializer.GLOBAL_VAR;
  private static final String LOG_DEVIATION = BatchNormalizationParamInitializer.GLOBAL_LOG_STD;

  private final transient ChannelLines lines;
  private final transient ChannelSums sums;
  private final transient int channels;
  private transient float[] mean;
  private transient float[] variance;
  private transient INDArray centred;

  FastBatchNormalization(BatchNormalization replaced) {
    super(replaced.conf(), DataType.FLOAT);
    channels = Math.toIntExact(layerConf().getNOut());
    lines = new ChannelLines(channels);
    sums = new ChannelSums(channels);
  }

  static boolean replaces(org.deeplearning4j.nn.conf.layers.BatchNormalization conf) {
    return conf.getCnn2DFormat() == CNN2DFormat.NCHW && !conf.isLockGammaBeta();
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    if (input.rank() != 4) {
      return super.activate(training, workspaces);
    }
    INDArray images = ChannelsLast.of(input, workspaces, ArrayType.ACTIVATIONS);
    INDArray output = ChannelsLast.create(workspaces, ArrayType.ACTIVATIONS, images.shape());
    float[] beta = values(BETA);
    if (training) {
      measure(images, workspaces);
      lines.draw(centred, slopes(), beta, output);
    } else {
      centred = null;
      mean = values(MEAN);
      variance = runningVariance();
      float[] slopes = slopes();
      lines.draw(images, slopes, each(i -> beta[i] - slopes[i] * mean[i]), output);
    }
    return ChannelsLast.shown(output);
  }

  /** Two passes, since E[x²] − E[x]² loses its digits where the mean is large. */
  private void measure(INDArray images, LayerWorkspaceMgr workspaces) {
    double values = images.length() / (double) channels;
    float[] sum = sums.of(images);
    mean = each(i -> sum[i] / values);
    centred = ChannelsLast.create(workspaces, ArrayType.ACTIVATIONS, images.shape());
    lines.draw(images, each(i -> 1), each(i -> -mean[i]), centred);
    INDArray squares = ChannelsLast.create(workspaces, ArrayType.FF_WORKING_MEM, images.shape());
    centred.mul(centred, squares);
    float[] squared = sums.of(squares);
    variance = each(i -> squared[i] / values);
  }

  private float[] runningVariance() {
    float[] running = values(layerConf().isUseLogStd() ? LOG_DEVIATION : VARIANCE);
    return layerConf().isUseLogStd() ? each(i -> Math.pow(10, 2 * running[i])) : running;
  }

  private double deviation(int channel) {
    return Math.sqrt(variance[channel] + layerConf().getEps());
  }

  private float[] slopes() {
    float[] gamma = values(GAMMA);
    return each(i -> gamma[i] / deviation(i));
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    if (epsilon.rank() != 4) {
      return super.backpropGradient(epsilon, workspaces);
    }
    INDArray incoming = ChannelsLast.of(epsilon, workspaces, ArrayType.BP_WORKING_MEM);
    Gradient gradient = new DefaultGradient();
    INDArray outgoing = backward(incoming, gradient, workspaces);
    statistics(gradient);
    return new Pair<>(gradient, ChannelsLast.shown(outgoing));
  }

  private INDArray backward(INDArray incoming, Gradient gradient, LayerWorkspaceMgr workspaces) {
    if (centred == null) {
      throw new IllegalStateException("a gradient needs a forward pass of training before it");
    }
    double values = incoming.length() / (double) channels;
    INDArray outgoing =
        ChannelsLast.create(workspaces, ArrayType.ACTIVATION_GRAD, incoming.shape());
    float[] beta = sums.of(incoming);
    incoming.mul(centred, outgoing);
    float[] products = sums.of(outgoing);
    float[] gamma = each(i -> products[i] / deviation(i));
    set(GAMMA, gamma, gradient);
    set(BETA, beta, gradient);

    float[] slopes = slopes();
    float[] ofCentred = each(i -> -slopes[i] * gamma[i] / deviation(i) / values);
    lines.draw(centred, ofCentred, each(i -> -slopes[i] * beta[i] / values), outgoing);
    INDArray scaled = ChannelsLast.create(workspaces, ArrayType.BP_WORKING_MEM, incoming.shape());
    lines.draw(incoming, slopes, new float[channels], scaled);
    outgoing.addi(scaled);
    return outgoing;
  }

  /**
   * The running statistics move as if by gradients, as in DL4J's own layer: value − (1 − decay) ·
   * (value − batch's value).
   */
  private void statistics(Gradient gradient) {
    double share = 1 - layerConf().getDecay();
    float[] runningMean = values(MEAN);
    float[] runningVariance = runningVariance();
    set(MEAN, each(i -> share * (runningMean[i] - mean[i])), gradient);
    if (layerConf().isUseLogStd()) {
      set(LOG_DEVIATION, each(i -> logStep(runningVariance[i], variance[i], share)), gradient);
    } else {
      set(VARIANCE, each(i -> share * (runningVariance[i] - variance[i])), gradient);
    }
  }

  private static double logStep(float running, float ofBatch, double share) {
    return Math.log10(running / ((1 - share) * running + share * ofBatch)) / 2;
  }

  private float[] values(String parameter) {
    return FlatArray.POINTER.copy(getParam(parameter));
  }

  private void set(String parameter, float[] values, Gradient gradient) {
    INDArray view = gradientViews.get(parameter);
    FlatArray.POINTER.assign(view, values);
    gradient.setGradientFor(parameter, view);
  }

  private interface OfChannel {
    double value(int channel);
  }

  private float[] each(OfChannel function) {
    float[] values = new float[channels];
    for (int i = 0; i < channels; i++) {
      values[i] = (float) function.value(i);
    }
    return values;
  }

  @Override
  public void clear() {
    super.clear();
    centred = null;
  }
}
