package org.paceline.submitter.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.nio.ByteBuffer;

/** Bytes of a file as the service sends them. */
final class Content implements AutoCloseable {

  private static final int OK = 200;
  private static final int MULTIPLE_CHOICES = 300;

  private final HttpURLConnection connection;
  private final InputStream in;
  private final boolean whole;

  private Content(HttpURLConnection connection) throws IOException {
    this.connection = connection;
    this.in = connection.getInputStream();
    this.whole = connection.getResponseCode() == OK;
  }

  /**
   * Asks for a file from a byte on.
   *
   * @param tag what the bytes before are of
   * @throws RefusedException if it is refused
   */
  static Content ask(Transport transport, String token, String path, long from, String tag)
      throws IOException {
    HttpURLConnection connection = transport.open(path, token);
    if (from > 0) {
      connection.setRequestProperty("Range", "bytes=%s-".formatted(from));
      connection.setRequestProperty("If-Range", tag);
    }
    int status = connection.getResponseCode();
    if (status >= MULTIPLE_CHOICES) {
      Transport.check(status, connection.getHeaderField("Retry-After"), refusal(connection));
    }
    return new Content(connection);
  }

  private static byte[] refusal(HttpURLConnection connection) throws IOException {
    try (InputStream said = connection.getErrorStream()) {
      return said == null ? new byte[0] : said.readAllBytes();
    }
  }

  /** Whether it begins at the file's beginning, whatever was asked for. */
  boolean whole() {
    return whole;
  }

  /** Fills a buffer as far as something is there; false at the end. */
  boolean read(ByteBuffer buffer) throws IOException {
    int read = in.read(buffer.array(), buffer.position(), buffer.remaining());
    if (read > 0) {
      buffer.position(buffer.position() + read);
    }
    return read >= 0;
  }

  @Override
  public void close() {
    connection.disconnect();
  }
}
