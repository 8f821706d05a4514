package org.paceline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.paceline.data.ImageShape;
import org.paceline.engine.OneDnn;
import org.paceline.model.NetworkOptions.Updater;

class NetworksTest {

  private static final ImageShape CIFAR = new ImageShape(3, 32, 32);

  /** Parameters: lenet and cnn by hand; resnet20 as the paper's 0.27 million and 2 shortcuts. */
  @ParameterizedTest
  @CsvSource({"lenet, 62006", "cnn, 554346", "resnet20, 274042"})
  void namedNetworksHaveTheirKnownSizeAndGiveProbabilities(String name, int parameters) {
    TrainableNetwork network = TrainableNetwork.of(Networks.configuration(name, options(1)));
    assertThat(network.parameters().length).isEqualTo(parameters);
    double sum = network.output(Nd4j.rand(2, 3, 32, 32)).getRow(0).sumNumber().doubleValue();
    assertThat(sum).isBetween(0.999, 1.001);
  }

  /** Values that each keeps for a parameter: momentum, variance, the largest variance. */
  @ParameterizedTest
  @CsvSource({
    "SGD, 0",
    "NESTEROVS, 1",
    "ADAM, 2",
    "AMSGRAD, 3",
    "NADAM, 2",
    "RMSPROP, 1",
    "ADAGRAD, 1"
  })
  void everyUpdaterTakesStepsAtItsUsualRate(Updater updater, int values) {
    NetworkOptions options = new NetworkOptions(CIFAR, 10, updater, updater.usualRate(), 1);
    TrainableNetwork network = TrainableNetwork.of(Networks.configuration("lenet", options));
    DataSet batch = new DataSet(Nd4j.rand(8, 3, 32, 32), Nd4j.eye(10).get(interval(0, 8)));
    double before = network.fit(batch);
    for (int step = 0; step < 20; step++) {
      network.fit(batch);
    }
    assertThat(network.fit(batch)).isLessThan(before);
    assertThat(network.updaterStateLength()).isEqualTo(62_006L * values);
  }

  @Test
  void theSeedDecidesTheWeights() {
    assertThat(weights(1)).isEqualTo(weights(1)).isNotEqualTo(weights(2));
  }

  @Test
  void resnetIsAGraphAndCountsMoreOperationsThanLenet() {
    TrainableNetwork resnet = TrainableNetwork.of(Networks.configuration("resnet20", options(1)));
    TrainableNetwork lenet = TrainableNetwork.of(Networks.configuration("lenet", options(1)));
    assertThat(resnet.network()).isInstanceOf(ComputationGraph.class);
    assertThat(NetworkCost.of(resnet, 1, 3, 32, 32).flops())
        .isGreaterThan(50 * NetworkCost.of(lenet, 1, 3, 32, 32).flops());
  }

  /** Batch normalisation keeps a mean and a deviation of each channel. */
  @Test
  void whatNoGradientChangesIsKnown() {
    TrainableNetwork resnet = TrainableNetwork.of(Networks.configuration("resnet20", options(1)));
    long statistics =
        resnet.model().paramTable().entrySet().stream()
            .filter(entry -> entry.getKey().matches(".*_(mean|var|log10stdev)"))
            .mapToLong(entry -> entry.getValue().length())
            .sum();
    assertThat(statistics).isPositive();
    assertThat(resnet.statistics().stream().mapToLong(range -> range.to() - range.from()).sum())
        .isEqualTo(statistics);
    TrainableNetwork lenet = TrainableNetwork.of(Networks.configuration("lenet", options(1)));
    assertThat(lenet.statistics()).isEmpty();
  }

  @Test
  void aNetworkThatWouldTrainNothingIsRefused() {
    String configuration =
        Networks.configuration("lenet", options(1))
            .replace("\"backpropType\" : \"Standard\"", "\"backpropType\" : \"TruncatedBPTT\"");
    assertThat(configuration).contains("TruncatedBPTT");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NetworkFit.check(TrainableNetwork.of(configuration), CIFAR, 10))
        .withMessage(
            "the network's backpropType is TruncatedBPTT, which trains on time series with time"
                + " series as labels only; for other data it must be Standard");
  }

  @Test
  void oneDnnHelpersAreOn() {
    assertThat(OneDnn.active()).isTrue();
  }

  @Test
  void unknownNamesAndImpossibleOptionsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Networks.configuration("vgg", options(1)))
        .withMessage(
            "model is one of cnn, lenet, resnet20, or the path of a DL4J .json or .zip file, not 'vgg'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NetworkOptions(CIFAR, 10, Updater.ADAM, -1, 1))
        .withMessage("the learning rate must be positive and finite, not -1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NetworkOptions(CIFAR, 1, Updater.ADAM, 1, 1))
        .withMessage("a network tells at least 2 classes apart, not 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrainableNetwork.of("{}"))
        .withMessageStartingWith("this is no DL4J network configuration");
  }

  private static float[] weights(long seed) {
    return TrainableNetwork.of(Networks.configuration("lenet", options(seed))).parameters();
  }

  private static NetworkOptions options(long seed) {
    return new NetworkOptions(CIFAR, 10, Updater.NESTEROVS, 0.01, seed);
  }
}
