package org.paceline.cluster.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paceline.cluster.ClusterException;
import org.paceline.testing.TimeLimit;

/** A driver's pod as an API server tells of it, glance by glance. */
class DriverPodTest {

  private static final Duration GLANCE = Duration.ofMillis(50);
  private static final String LOG = "2026-01-02T03:04:05Z trained\n";

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final ByteArrayOutputStream notes = new ByteArrayOutputStream();

  /** A pod's status and metadata; empty where there is no such pod; the last stays. */
  private final Queue<String> glances = new ArrayDeque<>();

  private int logStatus = 200;
  private int podStatus = 200;
  private HttpServer server;
  private KubernetesClient client;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    client =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder(Config.empty())
                    .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                    .withRequestRetryBackoffLimit(0)
                    .build())
            .build();
  }

  @AfterEach
  void stop() {
    client.close();
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    boolean log = exchange.getRequestURI().getPath().endsWith("/log");
    String glance = log || glances.size() == 1 ? glances.peek() : glances.poll();
    int status = log ? logStatus : glance.isEmpty() ? 404 : podStatus;
    byte[] body = (log ? LOG : glance).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static String pod(String phase, String more) {
    return """
        {"kind":"Pod","apiVersion":"v1","metadata":{"name":"run-driver","namespace":"team"},
         "spec":{"nodeName":"node-1"},"status":{"phase":"%s"%s}}"""
        .formatted(phase, more);
  }

  private static String ended(String phase, int code, String reason) {
    return pod(
        phase,
        """
        ,"containerStatuses":[
          {"name":"a-sidecar","state":{"terminated":{"exitCode":0,"reason":"Completed"}}},
          {"name":"spark-kubernetes-driver","state":{"terminated":{"exitCode":%d,"reason":"%s"}}}]"""
            .formatted(code, reason));
  }

  private int follow() {
    return follow(TimeLimit.GENEROUS);
  }

  private int soonGivenUp() {
    return follow(Duration.ofSeconds(1));
  }

  private int follow(Duration longest) {
    Submission submission =
        new Submission(
            "k8s://https://10.0.0.1:6443",
            "run",
            "Job",
            "local:///jobs.jar",
            List.of(),
            Map.of("spark.kubernetes.namespace", "team"));
    SubmittedJob.Patience patience = new SubmittedJob.Patience(longest, longest, longest, GLANCE);
    return new DriverPod(client, submission, patience, stream(shown), stream(notes)).follow();
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  @Test
  void theExitCodeIsTheDriversAndNotASidecars() {
    glances.addAll(List.of(pod("Pending", ""), pod("Running", ""), ended("Failed", 3, "Error")));
    assertThat(follow()).isEqualTo(3);
    assertThat(shown.toString(StandardCharsets.UTF_8)).isEqualTo("trained\n");
    assertThat(notes.toString(StandardCharsets.UTF_8))
        .contains("pod run-driver runs on node node-1");
  }

  @Test
  void aLogThatCannotBeReadDoesNotEndTheJob() {
    logStatus = 500;
    glances.addAll(List.of(pod("Running", ""), ended("Succeeded", 0, "Completed")));
    assertThat(follow()).isZero();
    assertThat(notes.toString(StandardCharsets.UTF_8)).contains("the driver's log cannot be read");
  }

  @Test
  void aPodThatIsGoneWasDeleted() {
    glances.addAll(List.of(pod("Running", ""), ""));
    assertThatThrownBy(this::follow)
        .isInstanceOf(ClusterException.class)
        .hasMessageStartingWith("pod run-driver was deleted before it ended");
  }

  @Test
  void anEvictedPodTellsWhy() {
    glances.add(pod("Failed", ",\"reason\":\"Evicted\",\"message\":\"The node was low on disk.\""));
    assertThatThrownBy(this::follow)
        .isInstanceOf(ClusterException.class)
        .hasMessage("pod run-driver failed: The node was low on disk.");
  }

  @Test
  void tooMuchMemoryAndAnEndFromOutsideAreToldApart() {
    glances.add(ended("Failed", 137, "OOMKilled"));
    assertThatThrownBy(this::follow).hasMessageContaining("spark.driver.memoryOverhead=2g");
    glances.clear();
    glances.add(ended("Failed", 143, "Error"));
    assertThatThrownBy(this::follow)
        .hasMessageStartingWith("the driver was ended from outside (Error, exit code 143)");
  }

  @Test
  void aPodThatFindsNoNodeIsGivenUp() {
    glances.add(
        pod(
            "Pending",
            ",\"conditions\":[{\"type\":\"PodScheduled\",\"status\":\"False\",\"message\":\"0/1 nodes\"}]"));
    assertThatThrownBy(this::soonGivenUp)
        .isInstanceOf(ClusterException.class)
        .hasMessageStartingWith(
            "pod run-driver waits for a node: 0/1 nodes; it did not start within 1 s (--start-timeout)");
  }

  @Test
  void whoLosesSightOfAJobDoesNotEndIt() {
    podStatus = 503;
    glances.add(pod("Running", ""));
    assertThatThrownBy(this::soonGivenUp)
        .isInstanceOf(LostSightException.class)
        .hasMessageContaining("The job goes on: 'kubectl -n team logs -f run-driver' follows it");
    assertThat(notes.toString(StandardCharsets.UTF_8)).contains("the API server does not answer");
  }

  @Test
  void aTokenThatHasExpiredEndsTheWatchOnly() {
    podStatus = 401;
    glances.add(pod("Running", ""));
    assertThatThrownBy(this::follow)
        .isInstanceOf(LostSightException.class)
        .hasMessageContaining("refuses the token (401)");
  }
}
