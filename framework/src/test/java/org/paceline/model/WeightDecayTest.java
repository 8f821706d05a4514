package org.paceline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.paceline.data.ImageShape;
import org.paceline.model.NetworkOptions.Updater;

/** Weight decay and momentum of the named networks. */
class WeightDecayTest {

  private static final ImageShape CIFAR = new ImageShape(3, 32, 32);
  private static final double RATE = 0.1;

  /** Beside the step without: w − rate · (g + d · w) = (w − rate · g) − rate · d · w. */
  @ParameterizedTest
  @CsvSource({"lenet, 5", "cnn, 5", "resnet20, 22"})
  void aStepAddsTheDecayOfEachWeightAndOfNothingElse(String name, int kernels) {
    double decay = 0.5;
    Map<String, INDArray> start = network(name, options(Updater.SGD)).model().paramTable();
    Map<String, INDArray> without = stepped(name, 0);
    Map<String, INDArray> with = stepped(name, decay);
    int decayed = 0;
    for (String parameter : start.keySet()) {
      INDArray expected = without.get(parameter).dup();
      if (parameter.endsWith("_W")) {
        expected.subi(start.get(parameter).mul(RATE * decay));
        decayed++;
      }
      assertThat(with.get(parameter).distance2(expected))
          .as(parameter)
          .isLessThan(1e-5 * (1 + expected.norm2Number().doubleValue()));
    }
    assertThat(decayed).isEqualTo(kernels);
  }

  @ParameterizedTest
  @CsvSource({"lenet, 0", "cnn, 0", "resnet20, 0.0001"})
  void withoutADecayTheNetworksOwnHolds(String name, double own) {
    NetworkOptions usual = options(Updater.ADAM);
    assertThat(Networks.configuration(name, usual))
        .isEqualTo(Networks.configuration(name, usual.withWeightDecay(own)))
        .isNotEqualTo(Networks.configuration(name, usual.withWeightDecay(0.002)));
  }

  @Test
  void momentumIsThatOfTheOptions() {
    assertThat(momentum(options(Updater.NESTEROVS))).isEqualTo(0.9);
    assertThat(momentum(options(Updater.NESTEROVS).withMomentum(0.5))).isEqualTo(0.5);
    assertThat(momentum(options(Updater.NESTEROVS).withMomentum(0).withWeightDecay(1))).isZero();
  }

  @Test
  void valuesOutOfTheirRangesAreRefused() {
    NetworkOptions nesterovs = options(Updater.NESTEROVS);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> nesterovs.withMomentum(1))
        .withMessage("momentum must be at least 0 and less than 1, not 1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> nesterovs.withMomentum(Double.NaN))
        .withMessage("momentum must be at least 0 and less than 1, not NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options(Updater.ADAM).withMomentum(0.9))
        .withMessage("momentum 0.9 goes with nesterovs only, not with adam");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> nesterovs.withWeightDecay(-1e-4))
        .withMessage("weight decay must be at least 0 and finite, not -1.0E-4");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> nesterovs.withWeightDecay(Double.POSITIVE_INFINITY))
        .withMessage("weight decay must be at least 0 and finite, not Infinity");
  }

  private static Map<String, INDArray> stepped(String name, double decay) {
    TrainableNetwork network = network(name, options(Updater.SGD).withWeightDecay(decay));
    DataSet batch =
        new DataSet(Nd4j.rand(new int[] {4, 3, 32, 32}, 7), Nd4j.eye(10).getRows(0, 3, 5, 9));
    network.fit(batch);
    return network.model().paramTable();
  }

  private static double momentum(NetworkOptions options) {
    MultiLayerConfiguration lenet =
        MultiLayerConfiguration.fromJson(Networks.configuration("lenet", options));
    return ((Nesterovs) ((BaseLayer) lenet.getConf(0).getLayer()).getIUpdater()).getMomentum();
  }

  private static TrainableNetwork network(String name, NetworkOptions options) {
    return TrainableNetwork.of(Networks.configuration(name, options));
  }

  private static NetworkOptions options(Updater updater) {
    return new NetworkOptions(CIFAR, 10, updater, RATE, 1);
  }
}
