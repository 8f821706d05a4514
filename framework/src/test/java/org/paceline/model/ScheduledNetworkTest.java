package org.paceline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import org.paceline.data.ImageShape;
import org.paceline.data.Standardisation;
import org.paceline.model.NetworkOptions.Updater;
import org.paceline.model.RateSchedule.Shape;

/** Networks whose rates follow a curve. */
class ScheduledNetworkTest {

  private static final RateSchedule COSINE = new RateSchedule(Shape.COSINE, 10, 100);

  private static final Provenance PROVENANCE =
      new Provenance(
          "lenet",
          "shapes",
          "abc",
          new ImageShape(3, 32, 32),
          null,
          List.of("a"),
          new Standardisation(List.of(1f, 2f, 3f), List.of(4f, 5f, 6f)),
          1,
          3,
          Map.of(),
          Map.of(),
          Map.of(),
          Map.of());

  @TempDir private Path folder;

  @AfterEach
  void leave() {
    PooledSchedule.leave();
  }

  @ParameterizedTest
  @CsvSource({"lenet, NESTEROVS", "cnn, ADAM", "resnet20, SGD"})
  void theRatesOfNamedNetworksFollowIt(String name, Updater updater) {
    TrainableNetwork network = named(name, updater);
    network.schedule(COSINE);
    follows(TrainableNetwork.of(network.configuration()), 0.2);
    TrainableNetwork pooled = TrainableNetwork.of(PooledSchedule.in(network.configuration()));
    follows(pooled, 0.2);
    PooledSchedule.follow(new Counts(0, 10, 0), 3);
    rates(pooled, 15).forEach(rate -> assertThat(rate).isEqualTo(0.1, within(1e-9)));
  }

  @Test
  void aConstantOneChangesNothing() {
    TrainableNetwork network = named("lenet", Updater.ADAM);
    String before = network.configuration();
    network.schedule(new RateSchedule(Shape.CONSTANT, 0, 100));
    assertThat(network.configuration()).isEqualTo(before);
  }

  /** As the executors' networks do, and those that a test trains alone. */
  @ParameterizedTest
  @ValueSource(strings = {"lenet", "resnet20"})
  void itsStepsHaveThatLength(String name) {
    RateSchedule warmUp = new RateSchedule(Shape.CONSTANT, 2, 4);
    TrainableNetwork constant = named(name, Updater.SGD);
    TrainableNetwork scheduled = named(name, Updater.SGD);
    scheduled.schedule(warmUp);
    float[] start = constant.parameters();
    double whole = moved(constant, start);
    assertThat(moved(scheduled, start) / whole).as("first of two").isEqualTo(0.5, within(0.01));
    scheduled.parameters(start);
    assertThat(moved(scheduled, start) / whole).as("second of two").isEqualTo(1, within(0.01));
  }

  /** How far the weights of kernels moved: statistics follow no gradient. */
  private static double moved(TrainableNetwork network, float[] from) {
    network.fit(
        new DataSet(Nd4j.rand(new int[] {4, 3, 32, 32}, 7), Nd4j.eye(10).getRows(0, 3, 5, 9)));
    float[] now = network.parameters();
    for (ParameterRange range : network.statistics()) {
      System.arraycopy(
          from, (int) range.from(), now, (int) range.from(), (int) (range.to() - range.from()));
    }
    double squares = 0;
    for (int i = 0; i < now.length; i++) {
      squares += Math.pow(now[i] - from[i], 2);
    }
    return Math.sqrt(squares);
  }

  @Test
  void layersKeepRatesOfTheirOwn() {
    MultiLayerConfiguration configuration =
        SmallNetworks.builder()
            .updater(new Sgd(0.4))
            .list()
            .layer(new DenseLayer.Builder().nOut(3).biasUpdater(new Sgd(0.8)).build())
            .layer(new DenseLayer.Builder().nOut(3).updater(new Sgd(0.1)).build())
            .layer(SmallNetworks.output())
            .setInputType(InputType.feedForward(4))
            .build();
    TrainableNetwork network = TrainableNetwork.of(configuration.toJson());
    network.schedule(COSINE);
    // At 0.5 of each.
    assertThat(rates(TrainableNetwork.of(network.configuration()), 55))
        .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-9 ? 0 : Double.compare(a, b))
        .containsExactly(0.2, 0.4, 0.05, 0.05, 0.2, 0.2);
  }

  @Test
  void aGraphFollowsItToo() {
    TrainableNetwork network =
        TrainableNetwork.of(SmallNetworks.graph(BackpropType.Standard).toJson());
    network.schedule(COSINE);
    follows(TrainableNetwork.of(network.configuration()), 0.01);
  }

  /** The curve of the next run begins at the iterations that a saved model has. */
  @Test
  void aSavedModelFollowsItFromWhereItIs() {
    TrainableNetwork network = TrainableNetwork.of(SmallNetworks.trained());
    assertThat(network.iterations()).isEqualTo(3);
    network.schedule(new RateSchedule(Shape.STEP, 0, 100));
    TrainableNetwork read = TrainableNetwork.of(network.configuration());
    assertThat(rates(read, 3 + 49).get(0)).isEqualTo(0.01);
    assertThat(rates(read, 3 + 50).get(0)).isEqualTo(0.001, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(strings = {"lenet", "resnet20"})
  void dl4jReadsAModelWithItAndGoesOn(String name) throws IOException {
    TrainableNetwork network = named(name, Updater.NESTEROVS);
    network.schedule(COSINE);
    File file = folder.resolve("model.zip").toFile();
    ModelFile.save(file.toPath(), network, PROVENANCE);
    assertThat(network.configuration()).doesNotContain("paceline");
    if (network.network() instanceof ComputationGraph) {
      ComputationGraph graph = ModelSerializer.restoreComputationGraph(file, true);
      ComputationGraphConfiguration read = graph.getConfiguration();
      assertThat(read.toJson()).isEqualTo(network.configuration());
    } else {
      MultiLayerNetwork layered = ModelSerializer.restoreMultiLayerNetwork(file, true);
      assertThat(layered.getLearningRate(0)).isEqualTo(0.02, within(1e-9));
    }
    follows(ModelFile.load(file.toPath()).network(), 0.2);
  }

  @Test
  void aRateThatHasAScheduleOrIsNoneIsRefused() {
    ISchedule own = new MapSchedule.Builder(ScheduleType.EPOCH).add(0, 0.1).build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> small(SmallNetworks.builder().updater(new Sgd(own))).schedule(COSINE))
        .withMessage(
            "the network's learning rate follows a schedule of its own already; give it one that is"
                + " constant");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> small(SmallNetworks.builder().updater(new AdaDelta())).schedule(COSINE))
        .withMessage("the network's updater has no learning rate that could follow a schedule");
    TrainableNetwork anew = small(SmallNetworks.builder().updater(new Sgd(own)));
    anew.learningRate(0.3);
    anew.schedule(COSINE);
    follows(anew, 0.3);
  }

  private static TrainableNetwork small(NeuralNetConfiguration.Builder builder) {
    return TrainableNetwork.of(SmallNetworks.layered(builder).toJson());
  }

  private static TrainableNetwork named(String name, Updater updater) {
    NetworkOptions options = new NetworkOptions(new ImageShape(3, 32, 32), 10, updater, 0.2, 1);
    return TrainableNetwork.of(Networks.configuration(name, options));
  }

  private static void follows(TrainableNetwork network, double rate) {
    for (int batch = 0; batch < 100; batch++) {
      double expected = rate * COSINE.factor(batch);
      assertThat(rates(network, batch))
          .isNotEmpty()
          .allSatisfy(r -> assertThat(r).isEqualTo(expected, within(1e-9)));
    }
  }

  /** Of all parameters that have one. */
  private static List<Double> rates(TrainableNetwork network, int iteration) {
    return Dl4jNetwork.of(network.network()).updater().getUpdaterBlocks().stream()
        .flatMap(block -> block.getLayersAndVariablesInBlock().stream())
        .map(p -> p.getLayer().getConfig().getUpdaterByParam(p.getParamName()))
        .filter(IUpdater::hasLearningRate)
        .map(updater -> updater.getLearningRate(iteration, 0))
        .toList();
  }
}
