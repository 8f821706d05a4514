package org.paceline.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Finds what should not be in a file that many can read. References to secrets are no secrets. */
final class Secrets {

  private static final Pattern SENSITIVE_NAME =
      Pattern.compile(
          "(?i).*(password|passwd|token|secret|credential|(api|access|private)[-_.]?key).*");

  private static final Pattern SENSITIVE_VALUE =
      Pattern.compile(
          "(?s).*(-----BEGIN |\\bAKIA[A-Z0-9]{16}|\\beyJ[\\w-]{10,}\\.|://[^/\\s:]+:[^/\\s@]+@).*");

  private final List<String> found = new ArrayList<>();

  private Secrets() {}

  static List<String> in(JsonNode object) {
    Secrets secrets = new Secrets();
    if (object.path("kind").asText().equals("Secret")) {
      secrets.found.add(Manifest.name(object));
    }
    secrets.look(Manifest.name(object), object);
    return secrets.found;
  }

  private void look(String path, JsonNode node) {
    // A variable of the environment has its name beside its value.
    if (node.path("value").isTextual() && isSensitive(node.path("name").asText())) {
      found.add(path + "/value");
    }
    node.fields()
        .forEachRemaining(
            field -> {
              String below = path + "/" + field.getKey();
              boolean reference = field.getKey().equals("secretName");
              if (field.getValue().isTextual() && !reference && isSensitive(field.getKey())) {
                found.add(below);
              }
              look(below, field.getValue());
            });
    if (node.isArray()) {
      node.forEach(element -> look(path, element));
    }
    if (SENSITIVE_VALUE.matcher(node.asText()).matches()) {
      found.add(path);
    }
  }

  private static boolean isSensitive(String name) {
    return SENSITIVE_NAME.matcher(name).matches();
  }
}
