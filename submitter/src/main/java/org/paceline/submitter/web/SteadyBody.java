package org.paceline.submitter.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/**
 * The body of a request, as long as it comes at a steady pace: whoever sends a byte now and then
 * must not keep a thread. Only the time that is spent in waiting for the client counts. Not
 * thread-safe.
 */
public final class SteadyBody extends InputStream {

  private static final double NANOS_A_SECOND = 1e9;

  private final InputStream in;
  private final BodyLimits limits;
  private final LongSupplier nanos;
  private long waited;
  private long bytes;

  SteadyBody(InputStream in, BodyLimits limits, LongSupplier nanos) {
    this.in = in;
    this.limits = limits;
    this.nanos = nanos;
  }

  /**
   * The body of a request, of any size.
   *
   * @param context the request
   * @return a stream whose reads throw a {@link Problem} with status 408 if it comes too slowly
   */
  public static InputStream of(Context context) {
    return new SteadyBody(new OnDemand(context), context.appData(BodyLimits.KEY), System::nanoTime);
  }

  /** Whoever sends {@code Expect: 100-continue} is told to go on as soon as the stream is taken. */
  private static final class OnDemand extends InputStream {
    private final Context context;

    OnDemand(Context context) {
      this.context = context;
    }

    @Override
    public int read() throws IOException {
      return context.bodyInputStream().read();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      return context.bodyInputStream().read(into, offset, length);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    long before = nanos.getAsLong();
    int read = in.read(into, offset, length);
    waited += nanos.getAsLong() - before;
    bytes += Math.max(0, read);
    double allowed = limits.patience().toSeconds() + (double) bytes / limits.bytesPerSecond();
    if (waited / NANOS_A_SECOND > allowed) {
      throw Problem.of(
          408, "The body came with less than %s bytes a second".formatted(limits.bytesPerSecond()));
    }
    return read;
  }
}
