package org.paceline.benchmarks.service;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A connection that is kept open: one request at a time, HTTP/1.1 as far as this service speaks it.
 * Two hundred of them cost a tenth of a core, and Java's own client several times that, which the
 * service on the same computer would lack. For one thread.
 */
final class Connection implements AutoCloseable {

  private static final int TIMEOUT_MILLIS = 30_000;
  private static final int BUFFER = 1 << 14;
  private static final int HEXADECIMAL = 16;

  private final int port;
  private Socket socket;
  private InputStream in;

  Connection(int port) {
    this.port = port;
  }

  /** Opens it, if it is not open. */
  void open() throws IOException {
    if (socket != null) {
      return;
    }
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    in = new BufferedInputStream(socket.getInputStream(), BUFFER);
  }

  Reply send(Request request) throws IOException {
    open();
    try {
      socket.getOutputStream().write(request.wire());
      return read();
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private Reply read() throws IOException {
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    int length = 0;
    boolean chunked = false;
    boolean last = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring("content-length:".length()).trim());
      }
      chunked |= lower.startsWith("transfer-encoding:") && lower.endsWith("chunked");
      last |= lower.startsWith("connection:") && lower.endsWith("close");
    }
    Reply reply = new Reply(status, chunked ? chunks() : in.readNBytes(length));
    if (last) {
      close();
    }
    return reply;
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    int size = Integer.parseInt(line().trim(), HEXADECIMAL);
    while (size > 0) {
      all.write(in.readNBytes(size));
      line();
      size = Integer.parseInt(line().trim(), HEXADECIMAL);
    }
    line();
    return all.toByteArray();
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(64);
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the service closed the connection");
      }
      if (next != '\r') {
        line.write(next);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }
}
