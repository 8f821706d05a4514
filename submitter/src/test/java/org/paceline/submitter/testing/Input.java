package org.paceline.submitter.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A place of a request where a client says something.
 *
 * @param method of the request
 * @param path of it, with its parameters in braces
 * @param in {@code path}, {@code query}, {@code header} or {@code body}
 * @param name of the parameter or field
 * @param schema what it should be
 */
public record Input(String method, String path, String in, String name, JsonNode schema) {

  /**
   * All that the specification has.
   *
   * @return in its order
   */
  public static List<Input> all() {
    List<Input> all = new ArrayList<>();
    for (String route : Specification.routes()) {
      String[] parts = route.split(" ", 2);
      JsonNode operation = operation(parts[0], parts[1]);
      for (JsonNode each : operation.path("parameters")) {
        JsonNode parameter = Specification.resolved(each);
        String in = parameter.get("in").asText();
        String name = parameter.get("name").asText();
        all.add(new Input(parts[0], parts[1], in, name, parameter.get("schema")));
      }
      bodySchema(operation)
          .path("properties")
          .properties()
          .forEach(
              field ->
                  all.add(
                      new Input(
                          parts[0],
                          parts[1],
                          "body",
                          field.getKey(),
                          Specification.resolved(field.getValue()))));
    }
    return all;
  }

  private static JsonNode operation(String method, String path) {
    JsonNode methods = Specification.document().get("paths").get(path);
    return methods.get(method.toLowerCase(Locale.ROOT));
  }

  private static JsonNode bodySchema(JsonNode operation) {
    JsonNode body = Specification.resolved(operation.path("requestBody"));
    return Specification.resolved(body.path("content").path("application/json").path("schema"));
  }

  /**
   * What the specification says of the whole request.
   *
   * @return the operation
   */
  public JsonNode operation() {
    return operation(method, path);
  }

  /**
   * The body that the specification has as its example.
   *
   * @return to be changed; null if the request has none
   */
  public ObjectNode example() {
    JsonNode schema = bodySchema(operation());
    return schema.isMissingNode()
        ? null
        : schema.path("example").isObject()
            ? schema.get("example").deepCopy()
            : JsonNodeFactory.instance.objectNode();
  }

  @Override
  public String toString() {
    return "%s %s, %s %s".formatted(method, path, in, name);
  }
}
