package org.paceline.benchmarks.cifar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class QuickTest {

  @Test
  void itStandsForWhatIsNotSaid() {
    assertThat(Quick.arguments(List.of("--quick")))
        .containsExactly(
            "--limit=4800",
            "--epochs=2",
            "--seeds=1",
            "--round-batches=24",
            "--output=runs/cifar-quick");
    assertThat(Quick.arguments(List.of("--quick", "--seeds", "1,2", "--limit=100")))
        .containsExactly(
            "--seeds",
            "1,2",
            "--limit=100",
            "--epochs=2",
            "--round-batches=24",
            "--output=runs/cifar-quick");
    assertThat(Quick.arguments(List.of("--minutes", "1", "--quick")))
        .contains("--minutes")
        .doesNotContain("--epochs=2");
  }

  @Test
  void withoutItNothingIsChanged() {
    assertThat(Quick.arguments(List.of("--epochs", "3"))).containsExactly("--epochs", "3");
  }
}
