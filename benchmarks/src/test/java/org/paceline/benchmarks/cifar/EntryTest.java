package org.paceline.benchmarks.cifar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EntryTest {

  @Test
  void rowsHaveNamesOrAreRatios() {
    assertThat(Entry.parse("fedavg", false).name()).isEqualTo("fedavg");
    assertThat(Entry.parse("4:2:1", false).name()).isEqualTo("4:2:1");
    assertThat(Entry.parse("normalized", true).name()).isEqualTo("normalized");
  }

  @Test
  void othersAreRefused() {
    assertThatThrownBy(() -> Entry.parse("best", false))
        .hasMessage(
            "--rows takes proportional, equal, nominal, stock, fedavg, ddp-equal, ddp-tuned, local-sgd,"
                + " killed and ratios such as 4:2:1, not 'best'");
    assertThatThrownBy(() -> Entry.parse("fedavg", true))
        .hasMessage("--rows takes examples, normalized with --skew, not 'fedavg'");
  }
}
