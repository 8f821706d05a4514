package org.paceline.submitter.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class Crc32cSumTest {

  private static String crc32c(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }

  @RepeatedTest(20)
  void thatOfThePartsIsThatOfTheWhole(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    byte[] whole = new byte[1 + random.nextInt(100_000)];
    random.nextBytes(whole);
    Crc32cSum sum = new Crc32cSum();
    int from = 0;
    while (from < whole.length) {
      int to = Math.min(whole.length, from + 1 + random.nextInt(20_000));
      sum.add(crc32c(Arrays.copyOfRange(whole, from, to)), to - from);
      from = to;
    }
    assertThat(sum.value()).isEqualTo(crc32c(whole));
  }

  @Test
  void partsOfGigabytesCountToo() {
    byte[] zeros = new byte[1 << 20];
    CRC32C crc = new CRC32C();
    crc.update(1);
    String first = HexFormat.of().toHexDigits((int) crc.getValue());
    CRC32C rest = new CRC32C();
    for (int i = 0; i < 3 << 10; i++) {
      crc.update(zeros);
      rest.update(zeros);
    }
    Crc32cSum sum = new Crc32cSum();
    sum.add(first, 1);
    sum.add(HexFormat.of().toHexDigits((int) rest.getValue()), 3L << 30);
    assertThat(sum.value()).isEqualTo(HexFormat.of().toHexDigits((int) crc.getValue()));
  }

  @Test
  void nothingIsZero() {
    assertThat(new Crc32cSum().value()).isEqualTo("00000000");
  }
}
