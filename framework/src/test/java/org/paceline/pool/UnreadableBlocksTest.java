package org.paceline.pool;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.paceline.data.DataException;

class UnreadableBlocksTest {

  private final UnreadableBlocks blocks = new UnreadableBlocks();

  @Test
  void anExecutorThatAloneCannotReadIsNoProofOfBadData() {
    blocks.note("1", 17, "no such mount", true);
    assertThatCode(() -> blocks.note("2", 18, "no such mount", true)).doesNotThrowAnyException();
    assertThatCode(() -> blocks.note("1", 17, "no such mount", true)).doesNotThrowAnyException();
  }

  @Test
  void aBlockThatTwoCannotReadIsBad() {
    blocks.note("1", 17, "it is torn", true);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> blocks.note("2", 17, "it is torn", true))
        .withMessage("executors 1 and 2 cannot read the same data: it is torn");
  }

  @Test
  void dataThatNobodyIsLeftToReadIsBad() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> blocks.note("1", 17, "it is gone", false))
        .withMessage("no executor is left that can read the data: executor 1: it is gone");
  }
}
