package org.paceline.submitter.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.StreamSupport;

/** What the service said. */
public record Answer(HttpResponse<String> response) {

  private static final ObjectMapper JSON = new ObjectMapper();

  public int status() {
    return response.statusCode();
  }

  public String body() {
    return response.body();
  }

  public String header(String name) {
    return response.headers().firstValue(name).orElse(null);
  }

  public JsonNode json() {
    try {
      return JSON.readTree(body());
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + body(), e);
    }
  }

  public String text(String field) {
    return json().path(field).asText();
  }

  /** A field of each of a list's items. */
  public List<String> all(String field) {
    return StreamSupport.stream(ok().json().path("items").spliterator(), false)
        .map(item -> item.path(field).asText())
        .toList();
  }

  /** The ETag, or null. */
  public String version() {
    return header("ETag");
  }

  /** What a problem says to people. */
  public String detail() {
    return text("detail");
  }

  public Answer ok() {
    return is(200);
  }

  public Answer created() {
    return is(201);
  }

  /** With the whole answer where it is another. */
  public Answer is(int status) {
    assertThat(status())
        .as("%s: %s %s", response.request(), response.headers().map(), body())
        .isEqualTo(status);
    return this;
  }

  /** A problem as RFC 9457 has it. */
  public Answer problem(int status, String kind) {
    is(status);
    assertThat(header("Content-Type")).startsWith("application/problem+json");
    assertThat(text("type")).isEqualTo("/problems/" + kind);
    assertThat(json().path("status").asInt()).isEqualTo(status);
    return this;
  }

  public Answer says(String part) {
    assertThat(detail()).contains(part);
    return this;
  }

  public void refused(int status, String part) {
    is(status).says(part);
  }
}
