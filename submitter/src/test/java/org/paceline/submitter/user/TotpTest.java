package org.paceline.submitter.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {

  /** Of RFC 6238's appendix B. */
  private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

  /** Its codes have eight digits; ours are the last six of these. */
  @ParameterizedTest
  @CsvSource({
    "59, 94287082",
    "1111111109, 07081804",
    "1111111111, 14050471",
    "1234567890, 89005924",
    "2000000000, 69279037",
    "20000000000, 65353130"
  })
  void theCodesOfTheRfc(long time, String code) {
    long step = Totp.step(Instant.ofEpochSecond(time));
    assertThat(Totp.code(SECRET, step)).isEqualTo(code.substring(2));
  }

  @Test
  void aClockMayBeAStepAway() {
    Instant now = Instant.ofEpochSecond(3_000);
    for (long step = 99; step <= 101; step++) {
      assertThat(Totp.matching(SECRET, Totp.code(SECRET, step), now, 0)).hasValue(step);
    }
    assertThat(Totp.matching(SECRET, Totp.code(SECRET, 98), now, 0)).isEmpty();
    assertThat(Totp.matching(SECRET, Totp.code(SECRET, 102), now, 0)).isEmpty();
  }

  @Test
  void aStepThatWasUsedIsOver() {
    Instant now = Instant.ofEpochSecond(3_000);
    assertThat(Totp.matching(SECRET, Totp.code(SECRET, 100), now, 100)).isEmpty();
    assertThat(Totp.matching(SECRET, Totp.code(SECRET, 99), now, 100)).isEmpty();
    assertThat(Totp.matching(SECRET, Totp.code(SECRET, 101), now, 100)).hasValue(101);
  }

  /** Of RFC 4648, section 10. */
  @ParameterizedTest
  @CsvSource({"f, MY", "fo, MZXQ", "foo, MZXW6", "foob, MZXW6YQ", "fooba, MZXW6YTB"})
  void base32(String text, String encoded) {
    assertThat(Base32.of(text.getBytes(StandardCharsets.US_ASCII))).isEqualTo(encoded);
  }
}
