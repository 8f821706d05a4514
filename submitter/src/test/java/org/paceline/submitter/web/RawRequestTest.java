package org.paceline.submitter.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paceline.submitter.testing.Waiting.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paceline.submitter.testing.Storage;
import org.paceline.submitter.testing.TestServer;
import org.paceline.submitter.testing.Waiting;

/** Requests as no client of HTTP sends them. */
class RawRequestTest {

  private static final int DRIP_MILLIS = 100;
  private static final String POST = "POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\n";
  private static final String PROBLEM = "Content-Type: application/problem+json";

  private static TestServer patient;

  /** On a busy machine it may cut off a request before it has looked at it. */
  private static TestServer impatient;

  @BeforeAll
  static void start(@TempDir Path home) {
    String[] body = {"PACELINE_BODY_BYTES", "2048"};
    patient = TestServer.start(Storage.H2, home.resolve("patient"), body);
    impatient =
        TestServer.start(
            Storage.H2,
            home.resolve("impatient"),
            "PACELINE_IDLE_SECONDS",
            "1",
            "PACELINE_BODY_BYTES_PER_SECOND",
            "100");
  }

  @AfterAll
  static void stop() {
    impatient.close();
    patient.close();
  }

  /** Also where the drops stop for a moment: what is said of their pace, SteadyBodyTest knows. */
  @Test
  void aBodyThatDripsIsEnded() {
    String said = answered(() -> drip(POST + "Content-Length: 2000\r\n\r\n", "{"));
    assertThat(said).startsWith("HTTP/1.1 408 ").contains(PROBLEM, "Connection: close");
  }

  @Test
  void aBodyThatStopsIsEnded() {
    String said = answered(() -> cutOff(POST + "Content-Length: 100\r\n\r\n{\"name\":"));
    assertThat(said).startsWith("HTTP/1.1 408 ").contains(PROBLEM, "Connection: close");
  }

  @Test
  void aHeadThatDripsIsEnded() throws IOException {
    assertThat(drip(POST, "X-Header: x")).isEmpty();
  }

  @Test
  void theHeadOfASecondRequestThatDripsIsEnded() {
    String first = "GET /health HTTP/1.1\r\nHost: x\r\n\r\n";
    String said = answered(() -> drip(first, "GET /health HTTP/1.1\r\nX-Header: x"));
    assertThat(said).startsWith("HTTP/1.1 200 ").endsWith("alive\n");
  }

  @Test
  void manyRequestsComeOnOneConnection() throws Exception {
    String get = "GET /health HTTP/1.1\r\nHost: x\r\n";
    String said = exchange((get + "\r\n").repeat(4) + get + "Connection: close\r\n\r\n");
    assertThat(said.split("HTTP/1.1 200 ", -1)).hasSize(6);
  }

  @Test
  void aBodyThatIsTooLargeIsNotReadByItsLength() throws IOException {
    String said = exchange(POST + "Content-Length: 999999999999\r\n\r\n");
    assertThat(said).startsWith("HTTP/1.1 413 ").contains(PROBLEM, "Connection: close");
    assertThat(said).contains("the body may have 2048 bytes");
  }

  @Test
  void norInPieces() throws IOException {
    String chunk = "400\r\n" + "x".repeat(1024) + "\r\n";
    String said = exchange(POST + "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(3));
    assertThat(said).startsWith("HTTP/1.1 413 ").contains(PROBLEM, "the body may have 2048 bytes");
  }

  @Test
  void aBodyThatIsLongerThanItsLengthIsNoSecondRequest() throws IOException {
    String said = exchange(POST + "Content-Length: 2\r\n\r\n{}{\"name\":\"ada\"}\r\n\r\n");
    assertThat(said).startsWith("HTTP/1.1 400 ").contains("name and password are needed");
    assertThat(said.indexOf("HTTP/1.1 400 ", 1)).as(said).isPositive();
    assertThat(said).doesNotContain("HTTP/1.1 2", "Exception", "etty");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: -1\r\n\r\n",
        "Content-Length: two\r\n\r\n{}",
        "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
        "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}",
        "No colon\r\n\r\n",
        " folded: header\r\n\r\n"
      })
  void whatIsNoRequestIsRefused(String rest) throws IOException {
    String said = exchange(POST + rest);
    assertThat(said).startsWith("HTTP/1.1 400 ").contains(PROBLEM, "/problems/invalid-request");
    assertThat(said).doesNotContain("Exception", "etty", "<html");
  }

  @Test
  void whateverTheMethodAProblemIsTold() throws IOException {
    String said = exchange("DELETE /api/v1/sessions HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n");
    assertThat(said).startsWith("HTTP/1.1 400 ").contains(PROBLEM, "/problems/invalid-request");
  }

  @Test
  void aBodyInPiecesThatAreNoneDoesNotComeAsAWhole() {
    String request = POST + "Transfer-Encoding: chunked\r\n\r\nnonsense\r\n{}\r\n0\r\n\r\n";
    String said = answered(() -> cutOff(request));
    assertThat(said).startsWith("HTTP/1.1 408 ").contains(PROBLEM, "Connection: close");
  }

  @Test
  void aHeadMayBeTooLarge() throws IOException {
    String said = exchange(POST + "X-Header: " + "x".repeat(10_000) + "\r\n\r\n");
    assertThat(said).startsWith("HTTP/1.1 431 ").contains(PROBLEM).doesNotContain("etty", "<html");
  }

  @Test
  void aBodyMayBeNestedTooDeeply() throws IOException {
    String deep = "[".repeat(1_500);
    String head = "Connection: close\r\nContent-Length: 1500\r\n\r\n";
    String said = exchange(POST + head + deep);
    assertThat(said).startsWith("HTTP/1.1 400 ").contains(PROBLEM).doesNotContain("Exception");
  }

  private static Socket open(TestServer server) throws IOException {
    Socket socket = new Socket("127.0.0.1", server.submitter().port());
    socket.setSoTimeout((int) Waiting.PATIENCE.toMillis());
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  private static String exchange(String request) throws IOException {
    return exchange(patient, request);
  }

  private static String cutOff(String request) throws IOException {
    return exchange(impatient, request);
  }

  private static String exchange(TestServer server, String request) throws IOException {
    try (Socket socket = open(server)) {
      send(socket, request);
      return all(socket);
    }
  }

  /** What is said to whoever was not cut off before the server came to their request. */
  private static String answered(Callable<String> asked) {
    return await().until(asked, said -> !said.isEmpty());
  }

  /** What is said until the connection ends, to somebody who would go on for ever. */
  private static String drip(String atOnce, String rest) throws IOException {
    try (Socket socket = open(impatient)) {
      send(socket, atOnce);
      Thread dripping = new Thread(() -> drip(socket, rest.getBytes(StandardCharsets.ISO_8859_1)));
      dripping.start();
      try {
        return all(socket);
      } finally {
        dripping.interrupt();
      }
    }
  }

  /** A byte at a time, the last of them again and again. The pause is what the server minds. */
  @SuppressWarnings("BusyWait")
  private static void drip(Socket socket, byte[] rest) {
    try {
      OutputStream to = socket.getOutputStream();
      for (int i = 0; true; i++) {
        to.write(rest[Math.min(i, rest.length - 1)]);
        Thread.sleep(DRIP_MILLIS);
      }
    } catch (IOException e) {
      // The server has closed, as it should: the test reads what it said first.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String all(Socket socket) throws IOException {
    StringBuilder said = new StringBuilder();
    InputStream in = socket.getInputStream();
    try {
      for (int each = in.read(); each >= 0; each = in.read()) {
        said.append((char) each);
      }
    } catch (SocketException e) {
      // A reset also ends it; what came before counts.
      said.append("");
    }
    return said.toString();
  }
}
