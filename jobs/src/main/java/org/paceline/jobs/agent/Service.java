package org.paceline.jobs.agent;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import javax.net.ssl.SSLHandshakeException;

/** What an agent asks of the service's API. */
final class Service {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final Duration GOODBYE_TIMEOUT = Duration.ofSeconds(5);
  private static final int LONGEST_ANSWER = 1 << 16;
  private static final int LONGEST_DETAIL = 400;
  private static final int LONGEST_WAIT_SECONDS = 3_600;
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final ServiceAddress address;
  private final HttpClient client;
  private final Timer timer;

  Service(ServiceAddress address, HttpClient client, Timer timer) {
    this.address = address;
    this.client = client;
    this.timer = timer;
  }

  /** Registers a machine with an enrolment's token, which that uses up. */
  Registration register(String token, String name, Hardware hardware)
      throws ServiceAwayException, ServiceRefusedException {
    ObjectNode profile = JSON.valueToTree(hardware);
    profile.put("name", name);
    JsonNode answer = send("POST", "/api/v1/agents", token, profile);
    String machine = answer.path("machineId").asText();
    String own = answer.path("token").asText();
    if (!machine.matches("[0-9a-f-]{36}") || !Tokens.wellFormed(own)) {
      throw away("it does not answer as a Paceline service");
    }
    return new Registration(address.toString(), machine, own, Tokens.hash(token));
  }

  /** Tells that the machine is there, and that it does nothing: agents launch no jobs yet. */
  Orders beat(Registration agent) throws ServiceAwayException, ServiceRefusedException {
    ObjectNode report = JSON.createObjectNode().put("doing", "idle");
    JsonNode answer = send("PUT", agent.path("/heartbeat"), agent.token(), report);
    try {
      return JSON.treeToValue(answer, Orders.class);
    } catch (IOException e) {
      throw away("it does not answer as a Paceline service");
    }
  }

  void describe(Registration agent, Hardware hardware)
      throws ServiceAwayException, ServiceRefusedException {
    send("PUT", agent.path("/profile"), agent.token(), JSON.valueToTree(hardware));
  }

  void leave(Registration agent) throws ServiceAwayException, ServiceRefusedException {
    send("DELETE", agent.path("/heartbeat"), agent.token(), null);
  }

  private JsonNode send(String method, String path, String token, JsonNode body)
      throws ServiceAwayException, ServiceRefusedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.resolve(path))
            .timeout(timer.patience(method.equals("DELETE") ? GOODBYE_TIMEOUT : TIMEOUT))
            .header("Authorization", "Bearer " + token)
            .method(
                method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    try {
      return understood(client.send(request.build(), BodyHandlers.ofInputStream()));
    } catch (IOException e) {
      throw away(said(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw away("interrupted");
    }
  }

  private JsonNode understood(HttpResponse<InputStream> response)
      throws IOException, ServiceAwayException, ServiceRefusedException {
    byte[] body;
    try (InputStream in = response.body()) {
      body = in.readNBytes(LONGEST_ANSWER);
    }
    int status = response.statusCode();
    if (status / 100 == 2) {
      return JSON.readTree(body);
    }
    boolean problem =
        response
            .headers()
            .firstValue("Content-Type")
            .orElse("")
            .startsWith("application/problem+json");
    if (problem && status / 100 == 4 && status != 408 && status != 429) {
      throw new ServiceRefusedException(status, detail(body));
    }
    String wait = response.headers().firstValue("Retry-After").orElse("0");
    throw new ServiceAwayException(
        "it answers with HTTP status " + status,
        Duration.ofSeconds(
            wait.matches("\\d{1,6}") ? Math.min(Integer.parseInt(wait), LONGEST_WAIT_SECONDS) : 0));
  }

  /** What comes from outside must not steer the terminal. */
  private static String detail(byte[] body) throws IOException {
    String detail = JSON.readTree(body).path("detail").asText().replaceAll("\\p{Cntrl}", " ");
    return detail.substring(0, Math.min(detail.length(), LONGEST_DETAIL));
  }

  private static String said(IOException e) {
    if (e instanceof ConnectException) {
      return "it cannot be reached";
    }
    if (e instanceof SSLHandshakeException) {
      return "its certificate is not trusted; --cacert names those that are";
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static ServiceAwayException away(String why) {
    return new ServiceAwayException(why, Duration.ZERO);
  }
}
