package org.paceline.submitter.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32C;

/**
 * Writes what arrives and counts it into the checksum, in a thread of its own, so that the network
 * need not wait for either. What it has written it has counted, and nothing else, when it is
 * closed.
 */
final class Sink implements AutoCloseable {

  private static final int BUFFER = 256 << 10;
  private static final int BUFFERS = 4;

  private final FileChannel channel;
  private final CRC32C checksum;
  private final BlockingQueue<ByteBuffer> free = new ArrayBlockingQueue<>(BUFFERS);
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private Future<?> last;
  private IOException failure;

  /** Writes where the channel stands. */
  Sink(FileChannel channel, CRC32C checksum) {
    this.channel = channel;
    this.checksum = checksum;
    for (int i = 0; i < BUFFERS; i++) {
      free.add(ByteBuffer.allocate(BUFFER));
    }
  }

  /** An empty buffer, to be filled and handed back. */
  ByteBuffer buffer() {
    try {
      return free.take().clear();
    } catch (InterruptedException e) {
      throw Transport.interrupted(e);
    }
  }

  /**
   * Takes a buffer from its beginning to its position.
   *
   * @throws UncheckedIOException if what came before could not be written
   */
  void put(ByteBuffer filled) {
    if (last != null && last.isDone()) {
      check();
    }
    last = thread.submit(() -> write(filled.flip()));
  }

  /** After a failure nothing more is written, so that the file has no gap. */
  private Void write(ByteBuffer bytes) throws IOException {
    try {
      if (failure != null) {
        throw failure;
      }
      ByteBuffer counted = bytes.duplicate();
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      checksum.update(counted);
      return null;
    } catch (IOException e) {
      failure = e;
      throw e;
    } finally {
      free.add(bytes);
    }
  }

  private void check() {
    try {
      last.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException cause
          ? new UncheckedIOException(cause)
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      throw Transport.interrupted(e);
    }
  }

  /** Waits for what was handed over. */
  @Override
  public void close() {
    thread.shutdown();
    if (last != null) {
      check();
    }
  }
}
