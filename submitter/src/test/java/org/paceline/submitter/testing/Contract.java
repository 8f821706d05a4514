package org.paceline.submitter.testing;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the specification promises of every answer: status, headers and body. What is not in it
 * fails the test that gets it. Requests are not looked at, since tests send wrong ones.
 */
public final class Contract {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What HTTP itself needs, and what all answers of the service have. */
  private static final Set<String> EVERYWHERE =
      Set.of(
          "cache-control",
          "connection",
          "content-length",
          "content-security-policy",
          "content-type",
          "date",
          "referrer-policy",
          "strict-transport-security",
          "transfer-encoding",
          "x-content-type-options");

  /** Where no such path is, or not by this method: it cannot be specified one by one. */
  private static final JsonNode NOWHERE = nowhere();

  private final String method;
  private final HttpHeaders headers;
  private final byte[] body;
  private final List<String> wrong = new ArrayList<>();

  private Contract(String method, HttpHeaders headers, byte[] body) {
    this.method = method;
    this.headers = headers;
    this.body = body;
  }

  private static JsonNode nowhere() {
    ObjectNode responses = JsonNodeFactory.instance.objectNode();
    Map.of("404", "Missing", "405", "MethodNotAllowed", "429", "TooMany", "503", "Unavailable")
        .forEach(
            (status, name) ->
                responses.putObject(status).put("$ref", "#/components/responses/" + name));
    return JsonNodeFactory.instance.objectNode().set("responses", responses);
  }

  /**
   * Checks an answer.
   *
   * @param response with a body of text or bytes; of a stream, all but the body is checked
   * @param <T> the body
   * @return the same
   * @throws AssertionError if it is not as specified
   */
  public static <T> HttpResponse<T> checked(HttpResponse<T> response) {
    check(
        response.request().method(),
        response.uri().getRawPath(),
        response.statusCode(),
        response.headers(),
        bytes(response.body()));
    return response;
  }

  private static byte[] bytes(Object body) {
    if (body instanceof byte[] bytes) {
      return bytes;
    }
    return body instanceof InputStream
        ? new byte[1]
        : body.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Checks an answer.
   *
   * @param method of the request
   * @param path of the request, without its query
   * @param status of the answer
   * @param headers of the answer
   * @param body of the answer, which may be empty
   * @throws AssertionError if it is not as specified
   */
  public static void check(
      String method, String path, int status, HttpHeaders headers, byte[] body) {
    JsonNode operation =
        Specification.operation(method, path)
            .or(() -> Specification.operation(method.replace("HEAD", "GET"), path))
            .orElse(NOWHERE);
    JsonNode response = operation.get("responses").path(String.valueOf(status));
    Contract contract = new Contract(method, headers, body);
    if (response.isMissingNode()) {
      contract.wrong.add("the status is not specified");
    } else {
      contract.check(Specification.resolved(response));
    }
    assertThat(contract.wrong)
        .as(
            "%s %s answered %s with %s %s, and openapi.yaml has it otherwise",
            method, path, status, headers.map(), new String(body, StandardCharsets.UTF_8))
        .isEmpty();
  }

  /**
   * Checks an answer as it came over a socket.
   *
   * @param method of the request
   * @param path of the request, without its query
   * @param said status line, headers and the body, in one piece
   * @throws AssertionError if it is not as specified
   */
  public static void checkText(String method, String path, String said) {
    String[] parts = said.split("\r\n\r\n", 2);
    String[] head = parts[0].split("\r\n", -1);
    Map<String, List<String>> headers =
        Arrays.stream(head)
            .skip(1)
            .map(line -> line.split(": *", 2))
            .collect(groupingBy(field -> field[0], mapping(field -> field[1], toList())));
    check(
        method,
        path,
        Integer.parseInt(head[0].split(" ", 3)[1]),
        HttpHeaders.of(headers, (name, value) -> true),
        parts[1].getBytes(StandardCharsets.US_ASCII));
  }

  private void check(JsonNode response) {
    JsonNode specified = response.path("headers");
    specified.properties().forEach(header -> header(header.getKey(), header.getValue()));
    for (String name : headers.map().keySet()) {
      if (!EVERYWHERE.contains(name.toLowerCase(Locale.ROOT)) && !named(specified, name)) {
        wrong.add("header %s is not specified".formatted(name));
      }
    }
    if (response.has("content") && !method.equals("HEAD")) {
      content(response.get("content"));
    } else if (body.length > 0) {
      wrong.add("no body is specified");
    }
  }

  private static boolean named(JsonNode specified, String name) {
    return specified.properties().stream().anyMatch(entry -> entry.getKey().equalsIgnoreCase(name));
  }

  private void header(String name, JsonNode reference) {
    JsonNode header = Specification.resolved(reference);
    String value = headers.firstValue(name).orElse(null);
    if (value != null) {
      JsonNode schema = header.get("schema");
      broken("header " + name, schema, value(schema, value));
    } else if (header.path("required").asBoolean()) {
      wrong.add("header %s is missing".formatted(name));
    }
  }

  private static JsonNode value(JsonNode schema, String text) {
    return schema.path("type").asText().equals("integer") && text.matches("\\d{1,18}")
        ? JsonNodeFactory.instance.numberNode(Long.parseLong(text))
        : JsonNodeFactory.instance.textNode(text);
  }

  private void broken(String what, JsonNode schema, JsonNode value) {
    Specification.broken(schema, value).forEach(rule -> wrong.add(what + rule));
  }

  private void content(JsonNode content) {
    String type = headers.firstValue("Content-Type").orElse("").replaceFirst("\\s*;.*", "");
    if (!content.has(type)) {
      wrong.add("content type '%s' is not specified".formatted(type));
    } else if (body.length == 0) {
      wrong.add("the body is missing");
    } else if (type.endsWith("json")) {
      json(content.get(type).get("schema"));
    }
  }

  private void json(JsonNode schema) {
    try {
      JsonNode value = JSON.readTree(body);
      broken("body", schema, value);
    } catch (IOException e) {
      wrong.add("the body is no JSON: " + e.getMessage());
    }
  }
}
