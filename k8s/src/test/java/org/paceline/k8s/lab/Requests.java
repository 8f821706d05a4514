package org.paceline.k8s.lab;

import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import okhttp3.Headers;
import okhttp3.mockwebserver.RecordedRequest;
import okio.Buffer;

/** Requests as if they had come otherwise. */
final class Requests {

  private Requests() {}

  /**
   * The same from the same user, but for this.
   *
   * @param line method and path
   * @param type of the body
   */
  static RecordedRequest copy(RecordedRequest request, String line, String type, String body) {
    Buffer buffer = new Buffer().writeUtf8(body);
    Headers headers =
        request
            .getHeaders()
            .newBuilder()
            .set("Content-Type", type)
            .set("Content-Length", String.valueOf(buffer.size()))
            .build();
    return new RecordedRequest(
        line + " HTTP/1.1", headers, List.of(), buffer.size(), buffer, 0, new LoopbackSocket());
  }

  /** A recorded request asks the socket for its addresses only. */
  private static final class LoopbackSocket extends Socket {
    @Override
    public InetAddress getInetAddress() {
      return InetAddress.getLoopbackAddress();
    }

    @Override
    public InetAddress getLocalAddress() {
      return InetAddress.getLoopbackAddress();
    }

    @Override
    public int getLocalPort() {
      return 1;
    }
  }
}
