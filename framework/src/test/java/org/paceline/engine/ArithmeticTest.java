package org.paceline.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ArithmeticTest {

  @Test
  void thisMachineComputesWhatPlainJavaDoes() {
    assertThat(Arithmetic.fault()).isEmpty();
  }
}
