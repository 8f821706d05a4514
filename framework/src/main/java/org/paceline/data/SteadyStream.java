package org.paceline.data;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The body of an answer, which ends with an error where nothing more of it comes: the client's own
 * time limit is for its beginning only.
 */
final class SteadyStream extends FilterInputStream {

  private final Duration patience;
  private final ScheduledThreadPoolExecutor clock;
  private volatile boolean stalled;

  SteadyStream(InputStream body, Duration patience) {
    super(body);
    this.patience = patience;
    clock = new ScheduledThreadPoolExecutor(1, SteadyStream::daemon);
    clock.setRemoveOnCancelPolicy(true);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "paceline-download-clock");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    ScheduledFuture<?> end =
        clock.schedule(this::giveUp, patience.toMillis(), TimeUnit.MILLISECONDS);
    try {
      return super.read(buffer, offset, length);
    } catch (IOException e) {
      throw stalled ? new IOException("nothing came for " + patience.toSeconds() + " s", e) : e;
    } finally {
      end.cancel(false);
    }
  }

  /** Whoever reads is woken by it. */
  private void giveUp() {
    stalled = true;
    try {
      in.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    clock.shutdownNow();
    super.close();
  }
}
