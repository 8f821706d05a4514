package org.paceline.submitter.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SteadyBodyTest {

  private static final long SECOND = 1_000_000_000L;

  private final AtomicLong nanos = new AtomicLong();

  /** So many bytes, and so much time for each read. */
  private SteadyBody body(int bytesEach, long nanosEach) {
    InputStream in =
        new InputStream() {
          @Override
          public int read() {
            throw new AssertionError("not byte by byte");
          }

          @Override
          public int read(byte[] into, int offset, int length) {
            nanos.addAndGet(length == 0 ? 0 : nanosEach);
            return Math.min(bytesEach, length);
          }
        };
    return new SteadyBody(in, new BodyLimits(1 << 20, 100, Duration.ofSeconds(10)), nanos::get);
  }

  @Test
  void aByteNowAndThenIsTooSlowWhenThePatienceIsOver() throws IOException {
    SteadyBody body = body(1, SECOND);
    assertThat(body.readNBytes(10)).hasSize(10);
    assertThatThrownBy(body::read).hasMessage("The body came with less than 100 bytes a second");
  }

  @Test
  void whoeverKeepsThePaceMaySendForAsLongAsItTakes() throws IOException {
    assertThat(body(200, SECOND).readNBytes(1 << 20)).hasSize(1 << 20);
  }

  @Test
  void theTimeThatTheServerNeedsDoesNotCount() throws IOException {
    SteadyBody body = body(1, 0);
    for (int i = 0; i < 100; i++) {
      nanos.addAndGet(SECOND);
      assertThat(body.read()).isZero();
    }
  }
}
