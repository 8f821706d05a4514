package org.paceline.submitter.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A connection that Jetty itself ends in the middle of a head, as when that is too slow. */
class EndedHeadTest {

  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);
  private final CompletableFuture<Connection> opened = new CompletableFuture<>();

  @BeforeEach
  void start() throws Exception {
    server.addConnector(connector);
    server.setErrorHandler(new Refusals());
    connector.addBean(
        new Connection.Listener() {
          @Override
          public void onOpened(Connection connection) {
            opened.complete(connection);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
  }

  @Test
  void nobodyIsToldOfAnInternalError() throws Exception {
    byte[] begun = "POST /api HTTP/1.1\r\nHost: x\r\n".getBytes(StandardCharsets.ISO_8859_1);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort())) {
      OutputStream to = socket.getOutputStream();
      to.write(begun);
      Connection connection = opened.get();
      // Read, and parsed as far as it goes: the thread that did so waits for more.
      await().until(() -> connection.getBytesIn() == begun.length);
      await().until(() -> connection.toString().contains("FI"));
      connection.close();
      assertThat(socket.getInputStream().readAllBytes()).isEmpty();
    }
  }
}
