package org.paceline.submitter.client;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32C;

/**
 * Reads a file once, from its beginning to its end, and hands its parts to several senders. Memory
 * is that of their buffers, one each and one that is being filled, however large the file is.
 */
final class PartReader {

  /** Larger parts have fewer senders. */
  private static final long MOST_BYTES = 64L << 20;

  private final Path file;
  private final Snapshot snapshot;
  private final int partBytes;
  private final int senders;
  private final BlockingQueue<ByteBuffer> free;
  private final Deque<Future<?>> sending = new ArrayDeque<>();

  /** Somebody who takes parts. */
  @FunctionalInterface
  interface Sender {
    /** Returns when the bytes are not needed any more. */
    void send(int number, ByteBuffer bytes);
  }

  PartReader(Path file, Snapshot snapshot, int partBytes, int parallel) {
    this.file = file;
    this.snapshot = snapshot;
    this.partBytes = partBytes;
    this.senders = (int) Math.max(1, Math.min(parallel, MOST_BYTES / partBytes));
    this.free = new ArrayBlockingQueue<>(senders + 1);
    int buffers = Math.min(senders + 1, parts());
    int length = (int) Math.min(partBytes, snapshot.size());
    for (int i = 0; i < buffers; i++) {
      free.add(ByteBuffer.allocateDirect(length));
    }
  }

  private int parts() {
    return Math.toIntExact((snapshot.size() + partBytes - 1) / partBytes);
  }

  /**
   * Reads, and waits for all senders.
   *
   * @return the CRC32C of the whole, in hexadecimal
   * @throws IOException if the file cannot be read, or was changed meanwhile
   */
  String read(Sender sender) throws IOException {
    ExecutorService threads = Executors.newFixedThreadPool(senders);
    try (FileChannel channel = FileChannel.open(file)) {
      CRC32C whole = new CRC32C();
      for (int number = 1; number <= parts(); number++) {
        ByteBuffer bytes = fill(free.take(), channel, number);
        whole.update(bytes.duplicate());
        check(false);
        int part = number;
        sending.add(threads.submit(() -> handOver(sender, part, bytes)));
      }
      check(true);
      if (!Snapshot.of(file).equals(snapshot)) {
        throw changed();
      }
      return HexFormat.of().toHexDigits((int) whole.getValue());
    } catch (InterruptedException e) {
      throw Transport.interrupted(e);
    } finally {
      threads.shutdownNow();
    }
  }

  private ByteBuffer fill(ByteBuffer buffer, FileChannel channel, int number) throws IOException {
    long left = snapshot.size() - (number - 1L) * partBytes;
    buffer.clear().limit((int) Math.min(partBytes, left));
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw changed();
      }
    }
    return buffer.flip();
  }

  private IOException changed() {
    return new EOFException(file + " was changed while it was sent: send it again");
  }

  private void handOver(Sender sender, int number, ByteBuffer bytes) {
    try {
      sender.send(number, bytes);
    } finally {
      free.add(bytes);
    }
  }

  /** Of those that have ended, or of all, the first failure is this one's. */
  private void check(boolean all) throws InterruptedException {
    for (Future<?> one : sending.toArray(Future<?>[]::new)) {
      if (all || one.isDone()) {
        sending.remove(one);
        result(one);
      }
    }
  }

  private static void result(Future<?> ended) throws InterruptedException {
    try {
      ended.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
