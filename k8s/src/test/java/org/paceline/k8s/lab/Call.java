package org.paceline.k8s.lab;

import java.util.Arrays;
import java.util.List;

/**
 * What a request to an API server asks for, in the terms of RBAC.
 *
 * @param user who asks
 * @param verb get, list, watch, create, update, patch, delete or deletecollection
 * @param group the API group, empty for the core
 * @param resource the plural, with a subresource after a slash
 * @param namespace empty for what belongs to the cluster
 * @param name empty for a collection
 */
public record Call(
    String user, String verb, String group, String resource, String namespace, String name) {

  static Call of(String user, String method, String target) {
    int question = target.indexOf('?');
    String query = question < 0 ? "" : target.substring(question + 1);
    String path = question < 0 ? target : target.substring(0, question);
    List<String> words = Arrays.asList(path.substring(1).split("/"));
    boolean core = words.get(0).equals("api");
    String group = core || words.size() < 2 ? "" : words.get(1);
    List<String> rest = words.subList(Math.min(words.size(), core ? 2 : 3), words.size());
    String namespace = "";
    if (rest.size() > 2 && rest.get(0).equals("namespaces")) {
      namespace = rest.get(1);
      rest = rest.subList(2, rest.size());
    }
    String resource = rest.isEmpty() ? "" : rest.get(0);
    String name = rest.size() > 1 ? rest.get(1) : "";
    if (rest.size() > 2) {
      resource += "/" + rest.get(2);
    }
    return new Call(user, verb(method, query, name), group, resource, namespace, name);
  }

  /** The same for another verb. */
  Call as(String other) {
    return new Call(user, other, group, resource, namespace, name);
  }

  private static String verb(String method, String query, String name) {
    return switch (method) {
      case "GET" -> query.contains("watch=true") ? "watch" : name.isEmpty() ? "list" : "get";
      case "POST" -> "create";
      case "PUT" -> "update";
      case "PATCH" -> "patch";
      case "DELETE" -> name.isEmpty() ? "deletecollection" : "delete";
      default -> method;
    };
  }

  /** The permission that is needed, as {@code verb resource[.group]}. */
  public String permission() {
    return verb + " " + resource + (group.isEmpty() ? "" : "." + group);
  }
}
