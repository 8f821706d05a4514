package org.paceline.benchmarks.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class TorchLineTest {

  @Test
  void aLineIsReadByWords() {
    TorchLine line = TorchLine.of(2, "done 640 10 1.5 0.25");
    assertThat(line.says("done")).isTrue();
    assertThat(line.says("ready")).isFalse();
    assertThat(line.isEnd()).isFalse();
    assertThat(line.whole(1)).isEqualTo(640);
    assertThat(line.number(3)).isEqualTo(1.5);
  }

  @Test
  void anEmptyLineIsNoEnd() {
    assertThat(TorchLine.of(0, " ").isEnd()).isFalse();
    assertThat(TorchLine.end(0).isEnd()).isTrue();
    assertThat(TorchLine.end(0).says("done")).isFalse();
  }

  @Test
  void aLineThatIsBrokenSaysWhose() {
    TorchLine line = TorchLine.of(1, "done many");
    assertThatExceptionOfType(TorchException.class)
        .isThrownBy(() -> line.whole(1))
        .withMessage("process 1 of PyTorch said what nobody understands: 'done many'");
    assertThatExceptionOfType(TorchException.class).isThrownBy(() -> line.number(1));
    assertThatExceptionOfType(TorchException.class).isThrownBy(() -> line.word(2));
  }
}
