package org.paceline.submitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.paceline.submitter.testing.Waiting.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.submitter.testing.Child;
import org.paceline.submitter.testing.Waiting;

/** The process is told to end while somebody asks something of it. */
class DrainTest {

  private static final int BODY = 39;
  private static final int TERMINATED = 143;

  @TempDir Path home;

  @Test
  void whatIsUnderWayIsAnsweredAndNothingElseIsTaken() throws Exception {
    try (Child service = service()) {
      int port = Integer.parseInt(service.says("^Paceline serves on \\S+:(\\d+)$"));
      try (Socket slow = open(port);
          Socket idle = open(port)) {
        send(idle, "GET /health HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(head(idle)).startsWith("HTTP/1.1 200 ");
        assertThat(idle.getInputStream().readNBytes(6)).asString().isEqualTo("alive\n");
        send(slow, "POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\n");
        send(slow, "Expect: 100-continue\r\nContent-Length: " + BODY + "\r\n\r\n");
        assertThat(head(slow)).as("it waits for the body").startsWith("HTTP/1.1 100 ");
        service.terminate();
        await()
            .untilAsserted(
                () ->
                    assertThatThrownBy(() -> open(port).close())
                        .isInstanceOf(ConnectException.class));
        send(idle, "GET /health HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(head(idle))
            .startsWith("HTTP/1.1 503 ")
            .contains("application/problem+json", "Connection: close");
        send(slow, "{\"name\":\"nobody\",\"password\":\"whatever\"}");
        String said = new String(slow.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said).startsWith("HTTP/1.1 401 ").contains("name or password is wrong");
      }
      assertThat(service.exitCode()).isEqualTo(TERMINATED);
    }
  }

  private Child service() {
    Map<String, String> environment =
        Map.of(
            "PACELINE_HOME",
            home.resolve("home").toString(),
            "PACELINE_PORT",
            "0",
            "PACELINE_IDLE_SECONDS",
            "600",
            "PACELINE_DRAIN_SECONDS",
            "600");
    return Child.java(home.resolve("log"), environment, "-Xmx256m", Main.class.getName());
  }

  private static Socket open(int port) throws IOException {
    Socket socket = new Socket("127.0.0.1", port);
    socket.setSoTimeout((int) Waiting.PATIENCE.toMillis());
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String head(Socket socket) throws IOException {
    StringBuilder head = new StringBuilder();
    InputStream in = socket.getInputStream();
    while (head.indexOf("\r\n\r\n") < 0) {
      int each = in.read();
      assertThat(each).as(head.toString()).isNotNegative();
      head.append((char) each);
    }
    return head.toString();
  }
}
