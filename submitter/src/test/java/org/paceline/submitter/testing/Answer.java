package org.paceline.submitter.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * What came back.
 *
 * @param status of HTTP
 * @param body missing where there is none
 * @param version the ETag, or null
 */
public record Answer(int status, JsonNode body, String version) {

  public Answer ok() {
    return is(200);
  }

  public Answer created() {
    return is(201);
  }

  public Answer is(int expected) {
    assertThat(status).as("status of %s", body).isEqualTo(expected);
    return this;
  }

  /**
   * Checks a refusal.
   *
   * @param expected the status
   * @param detail what it says to people, or a part of it
   */
  public void refused(int expected, String detail) {
    is(expected);
    assertThat(text("detail")).contains(detail);
  }

  public String text(String name) {
    return body.path(name).asText();
  }

  /**
   * A list's items.
   *
   * @param name which part of each
   * @return as texts
   */
  public List<String> all(String name) {
    return StreamSupport.stream(ok().body.path("items").spliterator(), false)
        .map(item -> item.path(name).asText())
        .toList();
  }
}
