package org.paceline.k8s;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** YAML of Kubernetes, read by two parsers that refuse what the API server might silently drop. */
final class Manifest {

  private static final ObjectMapper STRICT =
      new ObjectMapper(new YAMLFactory())
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .setAnnotationIntrospector(new NothingElse());

  private Manifest() {}

  static List<JsonNode> read(String yaml) {
    try (var documents = STRICT.readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
      return documents.readAll();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode read(Path file) {
    try {
      return read(Files.readString(file)).get(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode of(HasMetadata object) {
    return STRICT.valueToTree(object);
  }

  /** For messages. */
  static String name(JsonNode object) {
    return object.path("kind").asText() + " " + object.at("/metadata/name").asText();
  }

  static <T extends KubernetesResource> T as(Class<T> type, JsonNode node) {
    try {
      return STRICT.treeToValue(node, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** Refuses unknown kinds and fields, and values of the wrong type. */
  static HasMetadata parseByFabric8(JsonNode object) {
    // Without the rest, on which this parser's own complaints would be vague.
    JsonNode kind = ((ObjectNode) object.deepCopy()).retain("apiVersion", "kind");
    Class<?> type = new KubernetesSerialization().unmarshal(kind.toString()).getClass();
    if (type == GenericKubernetesResource.class) {
      throw new IllegalArgumentException("fabric8 knows no such kind: " + name(object));
    }
    return (HasMetadata) as(type.asSubclass(KubernetesResource.class), object);
  }

  /** Refuses unknown kinds and fields, and missing ones that are required. */
  static void validateByOpenApi(JsonNode object) {
    String version = object.path("apiVersion").asText().replaceFirst(".*/", "");
    String model =
        "io.kubernetes.client.openapi.models."
            + version.substring(0, 1).toUpperCase(Locale.ROOT)
            + version.substring(1)
            + object.path("kind").asText();
    JsonElement json = com.google.gson.JsonParser.parseString(object.toString());
    try {
      Class.forName(model).getMethod("validateJsonElement", JsonElement.class).invoke(null, json);
    } catch (InvocationTargetException e) {
      throw new JsonParseException(e.getCause().getMessage(), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("client-java knows no such kind: " + name(object), e);
    }
  }

  /** fabric8's classes collect unknown fields; without the place for them, Jackson complains. */
  private static final class NothingElse extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1;

    @Override
    public Boolean hasAnySetter(Annotated annotated) {
      return false;
    }
  }
}
