package org.paceline.submitter.web;

import io.javalin.http.Context;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import org.eclipse.jetty.ee10.servlet.HttpOutput;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.RetainableByteBuffer;

/**
 * Bytes as an answer, by the server's buffers off the heap, so that those of a file are read and
 * sent without a copy. Jetty 12.1's own {@code sendContent} of a channel never returns.
 */
public final class Content {

  private static final int BUFFER = 256 << 10;

  private Content() {}

  /**
   * Answers.
   *
   * @param context the request; its answer has its length already
   * @param bytes where they come from
   * @param length how many of them, 1 or more
   * @throws IOException if there are fewer, or nobody takes them
   */
  public static void send(Context context, ReadableByteChannel bytes, long length)
      throws IOException {
    // Compressed, they would not have the length that was told.
    context.disableCompression();
    // The connection keeps as much as is set here, so a short answer asks for little.
    int most = (int) Math.min(BUFFER, length);
    context.res().setBufferSize(most);
    HttpOutput out = (HttpOutput) context.res().getOutputStream();
    RetainableByteBuffer pooled = pool(context).acquire(most, true);
    try {
      ByteBuffer buffer = pooled.getByteBuffer();
      for (long left = length; left > 0; left -= Math.min(left, buffer.capacity())) {
        fill(buffer.clear().limit((int) Math.min(left, buffer.capacity())), bytes, left);
        out.write(buffer.flip());
      }
    } finally {
      pooled.release();
    }
  }

  private static void fill(ByteBuffer buffer, ReadableByteChannel bytes, long left)
      throws IOException {
    while (buffer.hasRemaining()) {
      if (bytes.read(buffer) < 0) {
        throw new EOFException(
            "the content ends %s bytes early".formatted(left - buffer.position()));
      }
    }
  }

  private static ByteBufferPool pool(Context context) {
    return ServletContextRequest.getServletContextRequest(context.req())
        .getComponents()
        .getByteBufferPool();
  }
}
