package org.paceline.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.testing.TimeLimit;

/** The agent against the service, both as processes that {@code bin/paceline} starts. */
class AgentIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern PORT = Pattern.compile("Paceline serves on http://[^:]*:(\\d+)");
  private static final Pattern PASSWORD = Pattern.compile("one-time password (\\S+),");

  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir private Path folder;
  private final List<PacelineProcess> started = new ArrayList<>();
  private Relay network;
  private PacelineProcess service;
  private String address;
  private String owner;

  @BeforeEach
  void start() throws Exception {
    network = new Relay();
    address = network.address();
    service = serve();
    String oneTime = service.says(PASSWORD).group(1);
    String password = "correct horse battery";
    owner = signIn(oneTime);
    ask("PUT", "/users/me/password", Map.of("current", oneTime, "password", password));
    owner = signIn(password);
  }

  @AfterEach
  void stop() {
    started.forEach(PacelineProcess::close);
    network.close();
  }

  /** Wherever there is room; who asks goes through the network, whose address stays. */
  private PacelineProcess serve() {
    PacelineProcess process =
        started(
            Map.of(
                "PACELINE_HOME",
                folder.resolve("service").toString(),
                "PACELINE_PORT",
                "0",
                "PACELINE_IDLE_SECONDS",
                "600",
                "PACELINE_HEARTBEAT_SECONDS",
                "1",
                "PACELINE_JAVA_OPTS",
                PacelineProcess.SHORT_LIVED),
            "serve");
    network.leadsTo(Integer.parseInt(process.says(PORT).group(1)));
    return process;
  }

  private PacelineProcess agent(String config, String... arguments) {
    return started(Map.of("PACELINE_CONFIG", folder.resolve(config).toString()), arguments);
  }

  private PacelineProcess started(Map<String, String> environment, String... arguments) {
    PacelineProcess process = PacelineProcess.start(environment, arguments);
    started.add(process);
    return process;
  }

  private static void says(PacelineProcess agent, String words) {
    agent.says(Pattern.compile(words, Pattern.LITERAL));
  }

  private String signIn(String password) throws Exception {
    owner = null;
    return ask("POST", "/sessions", Map.of("name", "admin", "password", password))
        .path("accessToken")
        .asText();
  }

  private JsonNode ask(String method, String path, Object body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address + "/api/v1" + path))
            .method(
                method,
                body == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(JSON.writeValueAsString(body)));
    if (owner != null) {
      request.header("Authorization", "Bearer " + owner);
    }
    HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
    return JSON.readTree(answer.body());
  }

  private String token() throws Exception {
    return ask("POST", "/enrollments", Map.of()).path("token").asText();
  }

  private String state() throws Exception {
    return ask("GET", "/machines", null).at("/items/0/state").asText();
  }

  /** An agent that gets no time to report is away for the moment. */
  private void awaitState(String state) {
    await().atMost(TimeLimit.GENEROUS).untilAsserted(() -> assertThat(state()).isEqualTo(state));
  }

  @Test
  void aMachineIsLentByItsAgent() throws Exception {
    String token = token();
    String[] command = {"agent", "--server", address, "--token", token, "--name", "lab-1"};
    PacelineProcess first = agent("config", command);
    says(first, "the machine may work, with up to 100 % of it");
    JsonNode machine = ask("GET", "/machines", null).at("/items/0");
    assertThat(machine.path("name").asText()).isEqualTo("lab-1");
    awaitState("idle");
    assertThat(machine.path("cores").asDouble()).isPositive();
    assertThat(machine.at("/nominalSpeed/gigaflops").asDouble()).isPositive();

    PacelineProcess second = agent("config", "agent");
    assertThat(second.exitCode()).isEqualTo(1);
    assertThat(second.lines())
        .containsExactly("paceline: an agent runs already with " + folder.resolve("config"));

    String path = "/machines/" + machine.path("id").asText();
    ask("PUT", path + "/pause", null);
    says(first, "the machine must not work: its owner stopped it");
    awaitState("stopped");
    ask("DELETE", path + "/pause", null);

    assertThat(service.terminate()).isIn(0, 143);
    says(first, "is away, trying until it is back");
    service = serve();
    says(first, "the service is back");
    awaitState("idle");

    assertThat(first.terminate()).as("told to end").isZero();
    // Its goodbye is given up after seconds: what is said of either end, AgentTest knows.
    awaitState("away");

    PacelineProcess again = agent("config", command);
    says(again, "the machine may work");
    assertThat(again.lines())
        .as("its token was used for itself")
        .noneMatch(line -> line.contains("registered as"));
    PacelineProcess other =
        agent("other", "agent", "--server", address, "--token", token(), "--name", "lab-1");
    assertThat(again.exitCode()).isEqualTo(2);
    assertThat(again.lines())
        .last()
        .asString()
        .startsWith("paceline: the service does not take reports of this agent any more: another");
    says(other, "the machine may work");
    ask("DELETE", path + "/agent", null);
    assertThat(other.exitCode()).isEqualTo(2);
    assertThat(other.lines()).last().asString().contains("the token revoked");
  }
}
