package org.paceline.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import org.paceline.data.DataSpec;
import org.paceline.data.Examples;
import org.paceline.data.Subset;
import org.paceline.model.Counts;
import org.paceline.model.TrainableNetwork;
import picocli.CommandLine;

/** The rate, the momentum and the decay that a job's options ask for. */
class RateArgumentsTest {

  private static final Examples SHAPES = DataSpec.parse("shapes").open(Subset.TRAIN);
  private static final String[] NESTEROVS = {
    "--model", "lenet", "--updater", "nesterovs", "--learning-rate", "0.2"
  };

  @TempDir private Path folder;

  @Test
  void aConstantRateLeavesTheConfigurationAsItIs() {
    TrainableNetwork network = network(NESTEROVS);
    String before = network.configuration();
    RateArguments constant = rates();
    assertThat(constant.constant()).isTrue();
    assertThat(constant.configuration(network, 4, 100)).isEqualTo(before);
    assertThat(before).doesNotContain("MapSchedule");
  }

  @Test
  void theWholeRunIsItsLengthAndTheNetworkItselfKeepsItsRate() {
    TrainableNetwork network = network(NESTEROVS);
    RateArguments cosine = rates("--schedule", "cosine", "--warm-up", "0.5");
    assertThat(cosine.constant()).isFalse();
    String scheduled = cosine.configuration(network, 4, 100);
    assertThat(rate(scheduled, 24)).as("half of 50").isEqualTo(0.1, within(1e-9));
    assertThat(rate(scheduled, 50)).isEqualTo(0.2, within(1e-9));
    assertThat(rate(scheduled, 225)).as("half of 50 to 400").isEqualTo(0.1, within(1e-9));
    assertThat(rate(scheduled, 399)).isBetween(0.0, 1e-5);
    assertThat(rate(network.configuration(), 399)).isEqualTo(0.2);
  }

  @Test
  void aWarmUpIsRoundedButNeverTheWholeRun() {
    String scheduled = rates("--warm-up", "0.999").configuration(network(NESTEROVS), 1, 2);
    assertThat(rate(scheduled, 0)).isEqualTo(0.2);
    assertThat(rates("--warm-up", "0.001").configuration(network(NESTEROVS), 1, 2))
        .doesNotContain("MapSchedule");
  }

  @Test
  void momentumAndDecayReachTheNetworkAndAnotherSeedChangesItsWeights() {
    NetworkArguments arguments =
        arguments(
            "--model",
            "lenet",
            "--updater",
            "nesterovs",
            "--momentum",
            "0.5",
            "--weight-decay",
            "0.25");
    arguments.check();
    TrainableNetwork network = arguments.open(SHAPES);
    BaseLayer first = first(network.configuration());
    assertThat(((Nesterovs) first.getIUpdater()).getMomentum()).isEqualTo(0.5);
    assertThat(first.getRegularization().toString()).contains("0.25");
    assertThat(arguments.open(SHAPES, 1).parameters())
        .isEqualTo(network.parameters())
        .isNotEqualTo(arguments.open(SHAPES, 2).parameters());
  }

  /** Its own rate where that is constant; else the one that is given. */
  @Test
  void aModelFromAFileFollowsAScheduleFromWhereItIs() throws IOException {
    RateArguments step = rates("--schedule", "step");
    TrainableNetwork constant = network("--model", file(new Sgd(0.4)));
    constant.counts(new Counts(30, 30, 2));
    String scheduled = step.configuration(constant, 1, 10);
    assertThat(rate(scheduled, 34)).isEqualTo(0.4);
    assertThat(rate(scheduled, 35)).isEqualTo(0.04, within(1e-9));
    ISchedule own = new MapSchedule.Builder(ScheduleType.EPOCH).add(0, 0.1).build();
    String falling = file(new Sgd(own));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> step.configuration(network("--model", falling), 1, 10))
        .withMessage(
            "--schedule step: the network's learning rate follows a schedule of its own already;"
                + " give it one that is constant");
    TrainableNetwork given = network("--model", falling, "--learning-rate", "0.3");
    assertThat(rate(step.configuration(given, 1, 10), 0)).isEqualTo(0.3);
  }

  @Test
  void aRunThatNoScheduleCanCountIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> rates("--schedule", "step").configuration(network(NESTEROVS), 70_000, 70_000))
        .withMessage(
            "--schedule step: a run whose rate changes has at most 2147483647 batches, not 4900000000");
  }

  @Test
  void synchronousStepsAreCountedByRounds() {
    TrainingArguments usual = how();
    assertThat(usual.batchesOfEpoch(330, 11)).isEqualTo(30);
    assertThat(usual.batchesOfEpoch(331, 11)).isEqualTo(31);
    assertThat(how("--round-batches", "7").batchesOfEpoch(330, 11)).isEqualTo(30);
    TrainingArguments rounds = how("--synchronous", "--round-batches", "7");
    assertThat(rounds.batchesOfEpoch(330, 11)).isEqualTo(5);
    rounds.check(rates("--schedule", "cosine"));
    how("--synchronous").check(rates());
  }

  private String file(Sgd updater) throws IOException {
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .updater(updater)
            .list()
            .layer(new OutputLayer.Builder().nOut(10).activation(Activation.SOFTMAX).build())
            .setInputType(InputType.convolutional(32, 32, 3))
            .build();
    Path file = Files.createTempFile(folder, "network", ".json");
    return Files.writeString(file, configuration.toJson()).toString();
  }

  private static double rate(String configuration, int iteration) {
    return first(configuration).getIUpdater().getLearningRate(iteration, 0);
  }

  private static BaseLayer first(String configuration) {
    return (BaseLayer) MultiLayerConfiguration.fromJson(configuration).getConf(0).getLayer();
  }

  private static TrainableNetwork network(String... words) {
    return arguments(words).open(SHAPES);
  }

  private static NetworkArguments arguments(String... words) {
    return parsed(new NetworkArguments(), words);
  }

  private static RateArguments rates(String... words) {
    return parsed(new RateArguments(), words);
  }

  private static TrainingArguments how(String... words) {
    return parsed(new TrainingArguments(), words);
  }

  private static <T> T parsed(T arguments, String... words) {
    new CommandLine(CommandLine.Model.CommandSpec.forAnnotatedObject(arguments))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .parseArgs(words);
    return arguments;
  }
}
