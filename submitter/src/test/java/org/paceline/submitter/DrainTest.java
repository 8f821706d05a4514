package org.paceline.submitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process is told to end while somebody asks something of it. */
class DrainTest {

  private static final int BODY = 39;
  private static final int TERMINATED = 143;

  @TempDir Path home;

  @Test
  void whatIsUnderWayIsAnsweredAndNothingElseIsTaken() throws Exception {
    Process process = process();
    try (BufferedReader lines = process.inputReader()) {
      int port = Integer.parseInt(lines.readLine().replaceFirst(".*:", ""));
      try (Socket slow = open(port);
          Socket idle = open(port)) {
        send(idle, "GET /ready HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(head(idle)).startsWith("HTTP/1.1 200 ");
        assertThat(idle.getInputStream().readNBytes(6)).asString().isEqualTo("ready\n");
        send(slow, "POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\n");
        send(slow, "Expect: 100-continue\r\nContent-Length: " + BODY + "\r\n\r\n");
        assertThat(head(slow)).as("it waits for the body").startsWith("HTTP/1.1 100 ");
        process.destroy();
        Awaitility.await()
            .atMost(20, TimeUnit.SECONDS)
            .untilAsserted(
                () -> assertThatThrownBy(() -> open(port)).isInstanceOf(ConnectException.class));
        send(idle, "GET /ready HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(head(idle))
            .startsWith("HTTP/1.1 503 ")
            .contains("application/problem+json", "Connection: close");
        send(slow, "{\"name\":\"nobody\",\"password\":\"whatever\"}");
        String said = new String(slow.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said).startsWith("HTTP/1.1 401 ").contains("name or password is wrong");
      }
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).as("it has ended").isTrue();
      assertThat(process.exitValue()).isEqualTo(TERMINATED);
    } finally {
      process.destroyForcibly();
    }
  }

  private Process process() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName());
    builder.environment().keySet().removeIf(name -> name.startsWith("PACELINE_"));
    builder.environment().put("PACELINE_HOME", home.toString());
    builder.environment().put("PACELINE_PORT", "0");
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    return builder.start();
  }

  private static Socket open(int port) throws IOException {
    Socket socket = new Socket("127.0.0.1", port);
    socket.setSoTimeout(20_000);
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
