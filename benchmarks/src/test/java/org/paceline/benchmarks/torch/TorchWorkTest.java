package org.paceline.benchmarks.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.paceline.model.NetworkOptions.Updater;

class TorchWorkTest {

  private static TorchWork work(String model, int batch, int round, double rate, int epochs) {
    return new TorchWork(
        "shapes", model, batch, round, rate, Updater.ADAM, epochs, 1, OptionalInt.empty(), 0.9, 0);
  }

  private static TorchWork sgd(OptionalInt limit, double momentum, double decay) {
    return new TorchWork("shapes", "cnn", 1, 1, 1, Updater.SGD, 1, 1, limit, momentum, decay);
  }

  @Test
  void roundsOfLocalSgdHaveAsManyBatchesAsOurs() {
    assertThat(work("cnn", 64, 200, 1, 1).localSteps(3)).isEqualTo(66);
    assertThat(work("cnn", 64, 2, 1, 1).localSteps(3)).isEqualTo(1);
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    refused("--model takes cnn, lenet, resnet20, not 'vgg'", () -> work("vgg", 1, 1, 1, 1));
    refused("--batch-size must be at least 1, not 0", () -> work("cnn", 0, 1, 1, 1));
    refused("--round-batches must be at least 1, not 0", () -> work("cnn", 1, 0, 1, 1));
    refused("--epochs must be at least 1, not -1", () -> work("cnn", 1, 1, 1, -1));
    refused(
        "--learning-rate must be positive and finite, not NaN",
        () -> work("cnn", 1, 1, Double.NaN, 1));
    refused("--limit must be at least 1, not 0", () -> sgd(OptionalInt.of(0), 0, 0));
    refused("--momentum must be from 0 to below 1, not 1.0", () -> sgd(OptionalInt.empty(), 1, 0));
    refused(
        "--weight-decay must be at least 0 and finite, not Infinity",
        () -> sgd(OptionalInt.empty(), 0, 1 / 0.0));
  }

  private static void refused(String message, Runnable attempt) {
    assertThatIllegalArgumentException().isThrownBy(attempt::run).withMessage(message);
  }
}
