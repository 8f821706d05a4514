package org.paceline.submitter.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;

/** One request and its answer, with nothing tried twice. Thread-safe. */
final class Transport {

  static final ObjectMapper JSON = new ObjectMapper();

  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final int MULTIPLE_CHOICES = 300;

  private final URI server;
  private final Optional<SSLContext> trusted;
  private final HttpClient client;

  /**
   * Prepares connections.
   *
   * @param server what all paths begin with
   * @param certificate in PEM form, which alone is trusted; empty for those of the system
   */
  Transport(URI server, String certificate) {
    this.server = server;
    HttpClient.Builder builder =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT);
    this.trusted =
        certificate.isEmpty() ? Optional.empty() : Optional.of(Certificates.trusting(certificate));
    trusted.ifPresent(builder::sslContext);
    this.client = builder.build();
  }

  URI server() {
    return server;
  }

  /**
   * A connection for the content of a file: blocking, which costs half of what the other client's
   * buffers of 16 KiB do.
   */
  HttpURLConnection open(String path, String token) throws IOException {
    URL url = URI.create(server + "/api/v1" + path).toURL();
    HttpURLConnection connection = (HttpURLConnection) url.openConnection();
    if (connection instanceof HttpsURLConnection secure) {
      trusted.ifPresent(context -> secure.setSSLSocketFactory(context.getSocketFactory()));
    }
    connection.setInstanceFollowRedirects(false);
    connection.setConnectTimeout((int) CONNECT.toMillis());
    connection.setReadTimeout((int) ANSWER.toMillis());
    connection.setRequestProperty("Authorization", "Bearer " + token);
    return connection;
  }

  /** A request below {@code /api/v1}, which must be answered within a minute unless changed. */
  HttpRequest.Builder request(String method, String path, String token, BodyPublisher body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server + "/api/v1" + path))
            .timeout(ANSWER)
            .method(method, body);
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return request;
  }

  static BodyPublisher json(JsonNode body) {
    return body == null
        ? BodyPublishers.noBody()
        : BodyPublishers.ofByteArray(body.toString().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Asks.
   *
   * @throws RefusedException if the answer is a refusal
   * @throws UnreachableException if there is none
   */
  Reply send(HttpRequest request) {
    try {
      return reply(client.send(request, BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw unreachable(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private Reply reply(HttpResponse<byte[]> response) {
    String retryAfter = response.headers().firstValue("Retry-After").orElse(null);
    check(response.statusCode(), retryAfter, response.body());
    String version = response.headers().firstValue("ETag").orElse(null);
    return new Reply(response.statusCode(), parsed(response.body()), version);
  }

  private JsonNode parsed(byte[] body) {
    try {
      return body.length == 0 ? MissingNode.getInstance() : JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new RefusedException(502, "", server + " answers, and not as Paceline does", 0);
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  /**
   * Checks the status.
   *
   * @throws RefusedException if it is a refusal
   */
  static void check(int status, String retryAfter, byte[] body) {
    if (status < MULTIPLE_CHOICES) {
      return;
    }
    JsonNode problem = problem(body);
    String kind = problem.path("type").asText("").replaceFirst(".*/", "");
    String field = problem.path("field").asText("");
    String detail = problem.path("detail").asText("the server answered with status " + status);
    throw new RefusedException(
        status, kind, field.isEmpty() ? detail : field + ": " + detail, seconds(retryAfter));
  }

  private static JsonNode problem(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      // A proxy's page, not a problem document: the status says what there is to say.
      return MissingNode.getInstance();
    }
  }

  private static long seconds(String retryAfter) {
    return retryAfter != null && retryAfter.matches("\\d{1,9}") ? Long.parseLong(retryAfter) : 0;
  }

  UnreachableException unreachable(IOException e) {
    boolean sent =
        !(e instanceof ConnectException
            || e instanceof HttpConnectTimeoutException
            || e instanceof UnknownHostException);
    String reason =
        e instanceof ConnectException && e.getMessage() == null
            ? "nothing listens there"
            : Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
    String what = sent ? "the connection to %s failed: %s" : "%s cannot be reached: %s";
    return new UnreachableException(what.formatted(server, reason), e, sent);
  }

  static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted", e);
  }
}
