package org.paceline.scout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.paceline.data.ImageShape;
import org.paceline.model.NetworkCost;
import org.paceline.model.NetworkOptions;
import org.paceline.model.NetworkOptions.Updater;
import org.paceline.model.Networks;
import org.paceline.model.TrainableNetwork;

class StepMemoryTest {

  private static final long MIB = 1L << 20;

  private static StepMemory step(String model, Updater updater, int batchSize) {
    ImageShape images = new ImageShape(3, 32, 32);
    NetworkOptions options = new NetworkOptions(images, 10, updater, 0.01, 1);
    TrainableNetwork network = TrainableNetwork.of(Networks.configuration(model, options));
    return StepMemory.of(network, NetworkCost.of(network, 1, 3, 32, 32), batchSize, 1, 3, 32, 32);
  }

  /** Values by hand: 3·32² + 2·32·32² + 32·16² + 64·16² + 64·8² + 128 + 10 an example. */
  @Test
  void everyTermIsCounted() {
    StepMemory memory = step("cnn", Updater.ADAM, 64);
    assertThat(memory.batchSize()).isEqualTo(64);
    assertThat(memory.parameters()).isEqualTo(4 * 554_346);
    assertThat(memory.gradients()).isEqualTo(memory.parameters());
    assertThat(memory.updaterState()).isEqualTo(2 * memory.parameters());
    assertThat(memory.input()).isEqualTo(4 * 64 * 3 * 32 * 32);
    assertThat(memory.activations()).isEqualTo(4 * 64 * 97_418);
    assertThat(memory.activationGradients()).isEqualTo(memory.activations());
    assertThat(memory.scratch()).isEqualTo(64 * MIB + 5 * memory.activations() / 2);
    assertThat(memory.totalBytes())
        .isEqualTo(
            4 * memory.parameters() + memory.input() + 2 * memory.activations() + memory.scratch());
  }

  @Test
  void anUpdaterWithoutStateTakesNoMemory() {
    assertThat(step("lenet", Updater.SGD, 1).updaterState()).isZero();
    assertThat(step("lenet", Updater.NESTEROVS, 1).updaterState())
        .isEqualTo(step("lenet", Updater.SGD, 1).parameters());
  }

  /** Peaks of resident memory beyond an idle JVM's with the network, measured on two cores. */
  @Test
  void theEstimateIsNotFarFromMeasuredPeaks() {
    assertThat(step("cnn", Updater.ADAM, 64).totalBytes()).isBetween(158 * MIB, 300 * MIB);
    assertThat(step("cnn", Updater.ADAM, 256).totalBytes()).isBetween(450 * MIB, 600 * MIB);
    assertThat(step("resnet20", Updater.ADAM, 256).totalBytes()).isBetween(2860 * MIB, 3200 * MIB);
  }

  @Test
  void aStepOfSeveralBatchesTakesWhatGrowsSeveralTimes() {
    StepMemory memory = step("cnn", Updater.ADAM, 64);
    assertThat(memory.batchesWithin(memory.totalBytes() - 1)).isZero();
    assertThat(memory.batchesWithin(memory.totalBytes())).isEqualTo(1);
    long seven = step("cnn", Updater.ADAM, 7 * 64).totalBytes();
    assertThat(memory.batchesWithin(seven - 8)).isEqualTo(6);
    assertThat(memory.batchesWithin(seven)).isEqualTo(7);
    assertThat(memory.batchesWithin(0)).isZero();
  }

  @Test
  void amountsAreWrittenForPeople() {
    assertThat(StepMemory.text(300 * MIB)).isEqualTo("300 MiB");
    assertThat(StepMemory.text(1536 * MIB)).isEqualTo("1.5 GiB");
  }
}
