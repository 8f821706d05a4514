package org.paceline.model;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.deeplearning4j.nn.api.OptimizationAlgorithm;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import org.paceline.data.ImageShape;
import org.paceline.model.NetworkOptions.Updater;

/** Configurations whose training would do nothing, or something else. */
class LearningFitTest {

  private static final String NOTHING =
      "training would change nothing: all layers of the network are frozen, or have a learning rate"
          + " of 0";
  private static final String PIECES =
      "the network's backpropType is TruncatedBPTT, which trains on time series with time series as"
          + " labels only; for other data it must be Standard";

  @TempDir private Path folder;

  @Test
  void piecesOfTimeSeriesAreRefusedForImages() throws IOException {
    MultiLayerConfiguration layered = SmallNetworks.layered(SmallNetworks.builder());
    layered.setBackpropType(BackpropType.TruncatedBPTT);
    refused(layered.toJson(), PIECES);
    refused(SmallNetworks.graph(BackpropType.TruncatedBPTT).toJson(), PIECES);
    assertThatCode(() -> open(SmallNetworks.graph(BackpropType.Standard).toJson()))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @EnumSource(
      value = OptimizationAlgorithm.class,
      names = "STOCHASTIC_GRADIENT_DESCENT",
      mode = EnumSource.Mode.EXCLUDE)
  void otherAlgorithmsThanStochasticGradientDescentAreRefused(OptimizationAlgorithm algorithm)
      throws IOException {
    refused(
        SmallNetworks.layered(SmallNetworks.builder().optimizationAlgo(algorithm)).toJson(),
        "the network's optimizationAlgo is %s, only STOCHASTIC_GRADIENT_DESCENT is supported"
            .formatted(algorithm));
  }

  @Test
  void trainingThatIsToMaximiseIsRefused() throws IOException {
    refused(
        SmallNetworks.layered(SmallNetworks.builder().minimize(false)).toJson(),
        "the network's minimize is false, but training always minimises");
  }

  @Test
  void aNetworkWhoseLayersAreAllFrozenIsRefused() throws IOException {
    refused(frozen(true), NOTHING);
    assertThatCode(() -> open(frozen(false))).doesNotThrowAnyException();
  }

  @Test
  void aLearningRateOfZeroIsRefusedAndAScheduleThatStartsThereIsNot() throws IOException {
    refused(with(new Sgd(0)), NOTHING);
    refused(with(new NoOp()), NOTHING);
    IUpdater warmUp =
        new Sgd(new MapSchedule.Builder(ScheduleType.ITERATION).add(0, 0).add(1, 0.1).build());
    assertThatCode(() -> open(with(warmUp))).doesNotThrowAnyException();
  }

  @Test
  void aGraphThatDoesNotFitTheDataIsRefused() throws IOException {
    String graph = SmallNetworks.graph(BackpropType.Standard).toJson();
    Path file = Files.writeString(folder.resolve("a.json"), graph);
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> open(file, SmallNetworks.SHAPE, 7))
        .withMessage("model %s: the network tells 3 classes apart, the data has 7", file);
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> open(file, new ImageShape(1, 6, 6), 3))
        .withMessageStartingWith("model " + file + ": the network does not take images of 6×6×1: ")
        .withMessageNotContaining("\n");
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> open(file, new ImageShape(2, 9, 9), 3))
        .withMessageStartingWith("model " + file + ": the network does not take images of 9×9×2: ")
        .withMessageNotContaining("\n");
  }

  @Test
  void aNetworkThatOnlyLooksNeedNotLearn() throws IOException {
    TrainableNetwork network = TrainableNetwork.of(frozen(true));
    Path file = folder.resolve("a.zip");
    assertThatCode(() -> ModelSource.checkTakes(file, network, SmallNetworks.SHAPE, 3))
        .doesNotThrowAnyException();
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> ModelSource.checkTakes(file, network, SmallNetworks.SHAPE, 4))
        .withMessage("model %s: the network tells 3 classes apart, the data has 4", file);
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> ModelSource.checkTakes(file, network, new ImageShape(2, 8, 8), 3))
        .withMessageStartingWith("model " + file + ": the network does not take images of 8×8×2: ")
        .withMessageNotContaining("\n");
  }

  private static String with(IUpdater updater) {
    return SmallNetworks.layered(SmallNetworks.builder().updater(updater)).toJson();
  }

  private static String frozen(boolean all) {
    var output = SmallNetworks.output();
    return SmallNetworks.builder()
        .list()
        .layer(new FrozenLayer(new DenseLayer.Builder().nOut(8).build()))
        .layer(output)
        .setInputType(InputType.convolutional(6, 6, 2))
        .build()
        .toJson()
        .replace("learningRate\" : 0.01", all ? "learningRate\" : 0.0" : "learningRate\" : 0.01");
  }

  private void refused(String json, String message) throws IOException {
    Path file = Files.writeString(folder.resolve("a.json"), json);
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> open(file, SmallNetworks.SHAPE, SmallNetworks.CLASSES))
        .withMessage("model " + file + ": " + message);
  }

  private TrainableNetwork open(String json) throws IOException {
    Path file = Files.writeString(folder.resolve("b.json"), json);
    return open(file, SmallNetworks.SHAPE, SmallNetworks.CLASSES);
  }

  private static TrainableNetwork open(Path file, ImageShape shape, int classes) {
    return ModelSource.open(
        file.toString(), new NetworkOptions(shape, classes, Updater.SGD, 0.1, 1));
  }
}
