package org.paceline.cluster.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is asked of the API server for a log. */
class DriverLogReadTest {

  private static final String PATH =
      "/api/v1/namespaces/team/pods/run-driver/log?container=driver&timestamps=true";

  private final Queue<String> answers = new ConcurrentLinkedQueue<>();
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private HttpServer server;
  private KubernetesClient client;
  private DriverLog log;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI().toString());
          byte[] answer = answers.remove().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
          try (OutputStream body = exchange.getResponseBody()) {
            body.write(answer);
          }
        });
    server.start();
    client =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder(Config.empty())
                    .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                    .build())
            .build();
    log =
        new DriverLog(
            client,
            "team",
            "run-driver",
            "driver",
            new PrintStream(shown, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void stop() {
    client.close();
    server.stop(0);
  }

  @Test
  void onlyLinesFromTheLastMomentOnAreAskedForAgain() {
    read("2026-01-02T03:04:05.12Z one\n2026-01-02T03:04:06.1234567Z two\n");
    read("2026-01-02T03:04:06.1234567Z two\n2026-01-02T03:04:07Z three\n");
    assertThat(asked).containsExactly(PATH, PATH + "&sinceTime=2026-01-02T03%3A04%3A06.123456700Z");
    assertThat(shown()).isEqualTo("one\ntwo\nthree\n");
  }

  @Test
  void aLogThatIsStillEmptyIsReadFromItsStart() {
    read("");
    read("2026-01-02T03:04:05Z one\n");
    assertThat(asked).containsExactly(PATH, PATH);
    assertThat(shown()).isEqualTo("one\n");
  }

  @Test
  void whatFollowsAProgressBarIsShown() {
    read("2026-01-02T03:04:05Z \r[Stage 0:>  (0 + 1) / 1]\r      \rdone\n");
    assertThat(shown()).isEqualTo("\r[Stage 0:>  (0 + 1) / 1]\r      \rdone\n");
  }

  private void read(String answer) {
    answers.add(answer);
    log.read();
  }

  private String shown() {
    return shown.toString(StandardCharsets.UTF_8);
  }
}
