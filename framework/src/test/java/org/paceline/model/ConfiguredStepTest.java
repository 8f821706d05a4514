package org.paceline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.constraint.NonNegativeConstraint;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.learning.config.Sgd;

/** What a configuration asks of a step is done as DL4J does it. */
class ConfiguredStepTest {

  private static final int STEPS = 4;
  private static final Map<String, Consumer<NeuralNetConfiguration.Builder>> SETTINGS =
      new TreeMap<>(
          Map.of(
              "l1", builder -> builder.l1(0.05),
              "l2", builder -> builder.l2(0.05),
              "weight decay", builder -> builder.weightDecay(0.05),
              "no mean over the batch", builder -> builder.miniBatch(false),
              "an updater of biases", builder -> builder.biasUpdater(new Sgd(0.5)),
              "a largest norm", builder -> builder.constrainWeights(new MaxNormConstraint(0.3, 1)),
              "no negative", builder -> builder.constrainWeights(new NonNegativeConstraint()),
              "clipped values", builder -> clipped(builder, 0.002),
              "clipped norms", builder -> normed(builder)));

  private static void clipped(NeuralNetConfiguration.Builder builder, double most) {
    builder
        .gradientNormalization(GradientNormalization.ClipElementWiseAbsoluteValue)
        .gradientNormalizationThreshold(most);
  }

  private static void normed(NeuralNetConfiguration.Builder builder) {
    builder
        .gradientNormalization(GradientNormalization.ClipL2PerLayer)
        .gradientNormalizationThreshold(0.01);
  }

  static Stream<String> settings() {
    return SETTINGS.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("settings")
  void aSettingHasItsEffect(String setting) {
    NeuralNetConfiguration.Builder builder = builder();
    SETTINGS.get(setting).accept(builder);
    MultiLayerConfiguration configuration = SmallNetworks.layered(builder);
    float[] ours = trained(TrainableNetwork.of(configuration.toJson()));
    MultiLayerNetwork stock = new MultiLayerNetwork(configuration);
    stock.init();
    SmallNetworks.fit(stock, STEPS);
    float[] expected = stock.params().toFloatVector();
    float[] without = trained(TrainableNetwork.of(SmallNetworks.layered(builder()).toJson()));
    float furthest = 0;
    for (int i = 0; i < ours.length; i++) {
      assertThat(ours[i]).as("parameter %d", i).isCloseTo(expected[i], within(1e-4f));
      furthest = Math.max(furthest, Math.abs(ours[i] - without[i]));
    }
    assertThat(furthest).isGreaterThan(1e-3f);
  }

  private static NeuralNetConfiguration.Builder builder() {
    return SmallNetworks.builder().updater(new Sgd(0.1));
  }

  private static float[] trained(TrainableNetwork network) {
    SmallNetworks.fit(network.network(), STEPS);
    return network.parameters();
  }
}
