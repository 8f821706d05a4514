package org.paceline.submitter.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.paceline.submitter.web.SpecificationFeature;

/** The specification of the API, as the service serves it. Thread-safe. */
public final class Specification {

  private static final String ID = "https://paceline.invalid/openapi.json";
  private static final String TEXT = read();
  private static final JsonNode DOCUMENT = parsed(TEXT);
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDialect(
          Dialects.getOpenApi30(),
          builder ->
              builder
                  .schemas(Map.of(ID, DOCUMENT.toString()))
                  .schemaRegistryConfig(
                      SchemaRegistryConfig.builder()
                          .formatAssertionsEnabled(true)
                          .locale(Locale.ENGLISH)
                          .build()));
  private static final Map<JsonNode, Schema> READY = new ConcurrentHashMap<>();

  private Specification() {}

  private static String read() {
    try (InputStream in = SpecificationFeature.class.getResourceAsStream("openapi.yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode parsed(String text) {
    try {
      return new YAMLMapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Its text.
   *
   * @return YAML
   */
  public static String text() {
    return TEXT;
  }

  /**
   * Its content.
   *
   * @return not to be changed
   */
  public static JsonNode document() {
    return DOCUMENT;
  }

  /**
   * What can be asked.
   *
   * @return as {@code GET /health}
   */
  public static List<String> routes() {
    List<String> routes = new ArrayList<>();
    DOCUMENT
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method ->
                            routes.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
    return routes;
  }

  /** What is asked by a request; of two paths that fit, that with fewer parameters. */
  static Optional<JsonNode> operation(String method, String path) {
    return DOCUMENT.get("paths").properties().stream()
        .filter(entry -> path.matches(entry.getKey().replaceAll("\\{[^}]+}", "[^/]+")))
        .min(Comparator.comparingInt(entry -> entry.getKey().split("\\{", -1).length))
        .map(entry -> entry.getValue().get(method.toLowerCase(Locale.ROOT)));
  }

  /**
   * What a node refers to.
   *
   * @param node of the document
   * @return the node itself if it is no reference
   */
  public static JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? DOCUMENT.at(node.get("$ref").asText().substring(1)) : node;
  }

  /**
   * What a value breaks of a schema.
   *
   * @param schema a part of the document
   * @param value to be checked
   * @return each with where it is; empty if the value is as it must be
   */
  public static List<String> broken(JsonNode schema, JsonNode value) {
    return READY.computeIfAbsent(schema, Specification::ready).validate(value).stream()
        .map(Specification::said)
        .toList();
  }

  /** Its references are made absolute, since it is taken out of its document. */
  private static Schema ready(JsonNode schema) {
    return SCHEMAS.getSchema(schema.toString().replace("\"#/", "\"" + ID + "#/"));
  }

  private static String said(Error error) {
    return error.getInstanceLocation() + ": " + error.getMessage();
  }
}
