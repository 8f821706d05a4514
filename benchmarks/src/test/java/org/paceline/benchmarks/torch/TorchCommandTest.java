package org.paceline.benchmarks.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.paceline.data.Standardisation;
import org.paceline.model.NetworkOptions.Updater;

class TorchCommandTest {

  private static final List<Double> SHARES = List.of(0.8, 0.4, 0.2);

  private static TorchCommand command(int examples) {
    TorchWork work =
        new TorchWork(
            "cifar10:/d", "cnn", 64, 200, 0.001, Updater.ADAM, 3, 7, OptionalInt.empty(), 0.9, 0);
    Standardisation scale = new Standardisation(List.of(1f, 2.5f, 3f), List.of(4f, 5f, 6f));
    return new TorchCommand(
        "py", Path.of("pool.py"), Path.of("/tmp/x"), work, new TorchData(examples, 10, scale));
  }

  @Test
  void aProcessIsToldItsPartOfFullAndLastBatches() {
    assertThat(String.join(" ", command(2_000).train(TorchRow.DDP_TUNED, SHARES, 1)))
        .isEqualTo(
            "py pool.py train --folder /tmp/x --model cnn --classes 10 --seed 7"
                + " --mean 1.0,2.5,3.0 --deviation 4.0,5.0,6.0 --threads 1"
                + " --row ddp-tuned --rank 1 --parts 110,55,27 --last 46,23,11 --local-steps 66"
                + " --epochs 3 --updater adam --rate 0.001 --momentum 0.9 --weight-decay 0.0");
  }

  @Test
  void whoEvaluatesIsToldNothingOfTheTraining() {
    assertThat(String.join(" ", command(2_000).evaluate(2)))
        .isEqualTo(
            "py pool.py evaluate --folder /tmp/x --model cnn --classes 10 --seed 7"
                + " --mean 1.0,2.5,3.0 --deviation 4.0,5.0,6.0 --threads 2");
  }

  @Test
  void aLastBatchThatIsFullNeedsNoOther() {
    assertThat(command(192 * 5).train(TorchRow.DDP_EQUAL, SHARES, 0))
        .containsSubsequence("--parts", "64,64,64", "--last", "0,0,0");
  }

  @Test
  void threadsAreWholeCores() {
    assertThat(TorchCommand.threads(0.2)).isEqualTo(1);
    assertThat(TorchCommand.threads(1)).isEqualTo(1);
    assertThat(TorchCommand.threads(1.5)).isEqualTo(2);
  }
}
