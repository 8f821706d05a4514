package org.paceline.submitter.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.paceline.submitter.client.Api;

/** Finds things by the names that people know, or by their ids. */
final class Finder {

  private final Api api;

  Finder(Api api) {
    this.api = api;
  }

  JsonNode project(String word) {
    return one("project", word, "/projects", "name");
  }

  JsonNode machine(String word) {
    return one("machine", word, "/machines", "name");
  }

  JsonNode member(String project, String word) {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode member : api.list("/projects/%s/members".formatted(project))) {
      if (member.path("name").asText().equals(word)
          || member.path("userId").asText().equals(word)) {
        found.add(member);
      }
    }
    return single("member", word, found, "userId");
  }

  /** The id of somebody who is in one of the caller's projects. */
  String mate(String word) {
    if (isId(word)) {
      return word;
    }
    for (JsonNode project : api.list("/projects")) {
      String id = project.path("id").asText();
      for (JsonNode member : api.list("/projects/%s/members".formatted(id))) {
        if (member.path("name").asText().equals(word)) {
          return member.path("userId").asText();
        }
      }
    }
    throw new NotFoundException("there is nobody '%s' in your projects".formatted(word));
  }

  /** Those of the caller, or of a project if one is named. */
  JsonNode file(String word, String project) {
    String query = project == null ? "" : "?project=" + project(project).path("id").asText();
    return one("file", word, "/files" + query, "name");
  }

  JsonNode binned(String word) {
    return one("file in the recycle bin", word, "/recycle-bin", "name");
  }

  JsonNode upload(String word) {
    return one("upload", word, "/uploads", "name");
  }

  private JsonNode one(String what, String word, String path, String field) {
    if (isId(word)) {
      return api.get(path.replaceFirst("\\?.*", "") + "/" + word).body();
    }
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode item : api.list(path)) {
      if (item.path(field).asText().equals(word)) {
        found.add(item);
      }
    }
    return single(what, word, found, "id");
  }

  static boolean isId(String word) {
    try {
      return UUID.fromString(word).toString().equalsIgnoreCase(word);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * Checks what can only be an id.
   *
   * @throws IllegalArgumentException if it is none
   */
  static String requireId(String word) {
    if (!isId(word)) {
      throw new IllegalArgumentException(
          "an id is like 8d6991e4-365a-4ae4-911b-0b65a5ca2cf9, not '%s'".formatted(word));
    }
    return word;
  }

  private static JsonNode single(String what, String word, List<JsonNode> found, String id) {
    if (found.isEmpty()) {
      throw new NotFoundException("there is no %s '%s' that you may see".formatted(what, word));
    }
    if (found.size() > 1) {
      List<String> ids = found.stream().map(item -> item.path(id).asText()).sorted().toList();
      throw new IllegalArgumentException(
          "%s have the name '%s'; name one of them by its id: %s"
              .formatted(found.size(), word, String.join(", ", ids)));
    }
    return found.get(0);
  }

  /** No such name is in any of the lists that the service shows to the caller. */
  static final class NotFoundException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotFoundException(String message) {
      super(message);
    }
  }
}
