package org.paceline.submitter.client;

import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.function.LongConsumer;

/**
 * A buffer as the body of one request, without a copy of it. The JDK's own publishers copy files
 * into arrays of 16 KiB.
 */
final class BufferPublisher implements BodyPublisher {

  private static final int SLICE = 1 << 20;

  private final ByteBuffer buffer;
  private final LongConsumer sent;

  /**
   * Sends a buffer.
   *
   * @param buffer from its position to its limit, which stay as they are
   * @param sent is told of bytes as they are taken
   */
  BufferPublisher(ByteBuffer buffer, LongConsumer sent) {
    this.buffer = buffer;
    this.sent = sent;
  }

  @Override
  public long contentLength() {
    return buffer.remaining();
  }

  @Override
  public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
    subscriber.onSubscribe(new Slices(subscriber, buffer.duplicate()));
  }

  /** A subscriber asks for the next slice from within {@code onNext}, or later. */
  private final class Slices implements Subscription {
    private final Subscriber<? super ByteBuffer> subscriber;
    private final ByteBuffer left;
    private long wanted;
    private boolean busy;
    private boolean ended;

    Slices(Subscriber<? super ByteBuffer> subscriber, ByteBuffer left) {
      this.subscriber = subscriber;
      this.left = left;
    }

    @Override
    public synchronized void request(long n) {
      wanted = n > Long.MAX_VALUE - wanted ? Long.MAX_VALUE : wanted + n;
      if (busy) {
        return;
      }
      busy = true;
      while (wanted > 0 && !ended) {
        wanted--;
        next();
      }
      busy = false;
    }

    private void next() {
      int length = Math.min(SLICE, left.remaining());
      if (length > 0) {
        ByteBuffer slice = left.slice(left.position(), length);
        left.position(left.position() + length);
        sent.accept(length);
        subscriber.onNext(slice);
      }
      if (!left.hasRemaining() && !ended) {
        ended = true;
        subscriber.onComplete();
      }
    }

    @Override
    public synchronized void cancel() {
      ended = true;
    }
  }
}
