package org.paceline.k8s.lab;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Utils;

/** What all objects of the API have. */
final class ApiObject {

  private ApiObject() {}

  /** Where an API server has it. */
  static String path(JsonNode object) {
    String kind = object.path("kind").asText();
    String version = object.path("apiVersion").asText();
    String namespace = object.at("/metadata/namespace").asText("");
    return (version.contains("/") ? "/apis/" : "/api/")
        + version
        + (namespace.isEmpty() ? "" : "/namespaces/" + namespace)
        + "/"
        + Utils.getPluralFromKind(kind)
        + "/"
        + object.at("/metadata/name").asText();
  }

  static boolean ownedBy(JsonNode object, String uid) {
    for (JsonNode owner : object.at("/metadata/ownerReferences")) {
      if (owner.path("uid").asText().equals(uid)) {
        return true;
      }
    }
    return false;
  }
}
