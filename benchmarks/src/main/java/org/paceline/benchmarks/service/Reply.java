package org.paceline.benchmarks.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * What came back.
 *
 * @param status of HTTP
 * @param body may be empty
 */
record Reply(int status, byte[] body) {

  private static final ObjectMapper JSON = new ObjectMapper();

  JsonNode json() {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String text(String field) {
    return json().path(field).asText();
  }

  long version() {
    return json().path("version").asLong();
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
