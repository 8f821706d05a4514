package org.paceline.benchmarks.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What is asked.
 *
 * @param method of HTTP
 * @param path with its query
 * @param token sent as the bearer's, or null
 * @param headers further headers
 * @param body empty for none
 */
record Request(String method, String path, String token, Map<String, String> headers, byte[] body) {

  private static final String API = "/api/v1";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final byte[] NONE = {};

  static Request get(String path, String token) {
    return new Request("GET", API + path, token, Map.of(), NONE);
  }

  static Request plain(String path, String token) {
    return new Request("GET", path, token, Map.of(), NONE);
  }

  static Request of(String method, String path, String token) {
    return new Request(method, API + path, token, Map.of(), NONE);
  }

  /** With a body of JSON. */
  Request json(Object content) {
    try {
      return bytes(JSON.writeValueAsBytes(content));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  Request bytes(byte[] content) {
    return new Request(method, path, token, headers, content);
  }

  /** With one header, in place of those before. */
  Request header(String name, String value) {
    return new Request(method, path, token, Map.of(name, value), body);
  }

  /** For a version of what is changed. */
  Request version(long version) {
    return header("If-Match", "\"" + version + "\"");
  }

  /** As HTTP/1.1 has it. */
  byte[] wire() {
    StringBuilder head = new StringBuilder(256);
    head.append(method).append(' ').append(path).append(" HTTP/1.1\r\nHost: localhost\r\n");
    if (token != null) {
      head.append("Authorization: Bearer ").append(token).append("\r\n");
    }
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    if (body.length > 0) {
      head.append("Content-Type: application/json\r\n");
    }
    if (!method.equals("GET")) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    byte[] all = new byte[start.length + body.length];
    System.arraycopy(start, 0, all, 0, start.length);
    System.arraycopy(body, 0, all, start.length, body.length);
    return all;
  }
}
