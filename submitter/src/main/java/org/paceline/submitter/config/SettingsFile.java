package org.paceline.submitter.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The texts of {@code submitter.yaml}.
 *
 * @param values by name
 * @param errors what is wrong with the file
 */
record SettingsFile(Map<String, String> values, List<String> errors) {

  /** Of a name that is there twice it could not be known which counts. */
  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  static SettingsFile none() {
    return new SettingsFile(new TreeMap<>(), new ArrayList<>());
  }

  static SettingsFile of(Path yaml) {
    SettingsFile file = none();
    try {
      file.take(yaml, YAML.readTree(Files.readString(yaml)));
    } catch (JsonProcessingException e) {
      file.errors.add("%s: is no YAML: %s".formatted(yaml, e.getOriginalMessage()));
    } catch (IOException e) {
      file.errors.add("%s: cannot be read: %s".formatted(yaml, e.getMessage()));
    }
    return file;
  }

  private void take(Path yaml, JsonNode root) {
    if (root.isMissingNode() || root.isNull()) {
      return;
    }
    if (!root.isObject()) {
      errors.add(yaml + ": must hold lines of NAME: VALUE");
      return;
    }
    for (Map.Entry<String, JsonNode> entry : root.properties()) {
      if (entry.getValue().isValueNode()) {
        values.put(entry.getKey(), entry.getValue().asText());
      } else {
        errors.add("%s: %s must be a single value".formatted(yaml, entry.getKey()));
      }
    }
  }
}
