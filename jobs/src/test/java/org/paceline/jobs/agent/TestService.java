package org.paceline.jobs.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;

/**
 * A service that knows one machine, on a real socket. It answers as the submitter does; the
 * integration test holds the agent against that itself.
 */
final class TestService implements AutoCloseable {

  static final String ENROLLMENT = "machine-0123456789abcdef";
  static final String MACHINE = "00000000-0000-4000-8000-000000000001";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final String scheme;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<JsonNode> bodies = new CopyOnWriteArrayList<>();

  private volatile String agent = "";
  private volatile int tokens;
  private volatile String orders =
      "{\"order\":\"work\",\"mayWork\":true,\"maximumShare\":1.0,\"secondsToNext\":30}";
  private volatile Refusal refusal;

  /** What is answered to everything. */
  private record Refusal(int status, String type, String body, String retryAfter) {}

  TestService() throws IOException {
    this(HttpServer.create(anyPort(), 0), "http");
  }

  private TestService(HttpServer server, String scheme) {
    this.server = server;
    this.scheme = scheme;
    server.createContext("/", this::answer);
    server.start();
  }

  /** One that proves with a certificate who it is. */
  static TestService withTls(SSLContext certificate) throws IOException {
    HttpsServer server = HttpsServer.create(anyPort(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(certificate));
    return new TestService(server, "https");
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  String address() {
    return scheme + "://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Method and path of each request. */
  List<String> requests() {
    return requests;
  }

  JsonNode body(int request) {
    return bodies.get(request);
  }

  /** The token of the agent that was registered last. */
  String agentToken() {
    return agent;
  }

  void orders(String order, double share) {
    orders =
        "{\"order\":\"%s\",\"maximumShare\":%s,\"secondsToNext\":30,\"later\":1}"
            .formatted(order, share);
  }

  void refuse(int status, String detail) {
    refusal =
        new Refusal(
            status, "application/problem+json", "{\"detail\":\"%s\"}".formatted(detail), null);
  }

  void fail(int status, String retryAfter) {
    refusal = new Refusal(status, "text/html", "<h1>not here</h1>", retryAfter);
  }

  void recover() {
    refusal = null;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    requests.add(exchange.getRequestMethod() + " " + path);
    bodies.add(JSON.readTree(exchange.getRequestBody().readAllBytes()));
    if (refusal != null) {
      if (refusal.retryAfter() != null) {
        exchange.getResponseHeaders().add("Retry-After", refusal.retryAfter());
      }
      send(exchange, refusal.status(), refusal.type(), refusal.body());
    } else if (path.equals("/api/v1/agents")) {
      register(exchange);
    } else if (!authorised(exchange, agent)) {
      send(exchange, 401, "application/problem+json", "{\"detail\":\"the token is none\"}");
    } else if (path.endsWith("/heartbeat") && exchange.getRequestMethod().equals("PUT")) {
      send(exchange, 200, "application/json", orders);
    } else {
      send(exchange, 204, "application/json", "");
    }
  }

  private void register(HttpExchange exchange) throws IOException {
    if (!authorised(exchange, ENROLLMENT) || !agent.isEmpty()) {
      send(exchange, 401, "application/problem+json", "{\"detail\":\"it was used\"}");
      return;
    }
    agent = "agent-of-the-test-service-" + ++tokens;
    send(
        exchange,
        201,
        "application/json",
        "{\"machineId\":\"%s\",\"token\":\"%s\",\"secondsToNext\":30}".formatted(MACHINE, agent));
  }

  private static boolean authorised(HttpExchange exchange, String token) {
    return ("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"));
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
