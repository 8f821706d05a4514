package org.paceline.k8s.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.crud.AttributeSet;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.RecordedRequest;

/**
 * What the mock server lacks of a real one and Spark needs: server-side apply, pods that are born
 * pending and deleted with grace, collection of what has lost its owner, set-based selectors, logs,
 * and the checks of who asks and how much there may be.
 */
final class ApiDispatcher extends KubernetesCrudDispatcher {

  private static final String POD = "/api/v1/namespaces/[^/]+/pods/[^/]+";

  private final Gatekeeper gatekeeper;
  private final Function<String, String> logs;

  /**
   * Creates a dispatcher.
   *
   * @param gatekeeper refuses requests
   * @param logs the log of the pod of a uid
   */
  ApiDispatcher(Gatekeeper gatekeeper, Function<String, String> logs) {
    this.gatekeeper = gatekeeper;
    this.logs = logs;
  }

  /** One request after the other: nothing may change between what is read here and written. */
  @Override
  public synchronized MockResponse dispatch(RecordedRequest request) {
    Refusal refusal = gatekeeper.check(request, this::contentOf);
    if (refusal != null) {
      return refusal.response();
    }
    String target = request.getPath();
    if (target.matches(POD + "/log(\\?.*)?")) {
      return log(target);
    }
    LabelSelector selector = LabelSelector.of(target);
    if (request.getMethod().equals("GET") && selector.sets() && !target.contains("watch=true")) {
      return filtered(selector);
    }
    return super.dispatch(request);
  }

  private MockResponse log(String target) {
    JsonNode pod = find(target.replaceAll("/log(\\?.*)?$", ""));
    return pod == null
        ? new MockResponse().setResponseCode(404)
        : new MockResponse().setBody(logs.apply(pod.at("/metadata/uid").asText()));
  }

  private MockResponse filtered(LabelSelector selector) {
    MockResponse all = handleGet(selector.rest());
    ObjectNode list = (ObjectNode) json(all.getBody().readUtf8());
    ArrayNode kept = list.arrayNode();
    list.path("items").forEach(item -> kept.addAll(selector.matches(item) ? of(item) : List.of()));
    list.set("items", kept);
    return new MockResponse().setBody(list.toString());
  }

  private static List<JsonNode> of(JsonNode item) {
    return List.of(item);
  }

  @Override
  public MockResponse handlePatch(RecordedRequest request) {
    String type = String.valueOf(request.getHeader("Content-Type"));
    if (!type.contains("apply-patch") && !type.contains("strategic-merge-patch")) {
      return super.handlePatch(request);
    }
    String path = request.getPath().replaceAll("\\?.*$", "");
    JsonNode node = json(request.getBody().readUtf8());
    if (find(path) == null && type.contains("apply-patch")) {
      String collection = path.substring(0, path.lastIndexOf('/'));
      return handleCreate(
          Requests.copy(request, "POST " + collection, "application/json", node.toString()));
    }
    ((ObjectNode) node.path("metadata")).remove(List.of("resourceVersion", "managedFields"));
    String merge = "application/merge-patch+json";
    return super.handlePatch(Requests.copy(request, "PATCH " + path, merge, node.toString()));
  }

  /** A new pod has no status but its phase; Spark relies on it. */
  @Override
  public MockResponse handleCreate(RecordedRequest request) {
    if (!request.getPath().matches("/api/v1/namespaces/[^/]+/pods(\\?.*)?")) {
      return super.handleCreate(request);
    }
    JsonNode pod = json(request.getBody().readUtf8());
    ((ObjectNode) pod).putObject("status").put("phase", "Pending").put("qosClass", "Burstable");
    String line = "POST " + request.getPath();
    return super.handleCreate(Requests.copy(request, line, "application/json", pod.toString()));
  }

  /** Running pods are only marked: their kubelet stops them, then deletes them without grace. */
  @Override
  public MockResponse handleDelete(String target) {
    List<JsonNode> doomed = new ArrayList<>();
    LabelSelector selector = LabelSelector.of(target);
    String path = selector.rest().replaceAll("[?&]gracePeriodSeconds=0", "");
    for (Map.Entry<AttributeSet, String> entry : List.copyOf(map.entrySet())) {
      JsonNode object = json(entry.getValue());
      if (entry.getKey().matches(getKey(path)) && selector.matches(object)) {
        doomed.add(object);
      }
    }
    if (doomed.isEmpty()) {
      return new MockResponse()
          .setResponseCode(Call.of("", "DELETE", path).name().isEmpty() ? 200 : 404);
    }
    doomed.forEach(object -> delete(object, !target.contains("gracePeriodSeconds=0")));
    return new MockResponse().setBody(doomed.get(0).toString());
  }

  private void delete(JsonNode object, boolean gracefully) {
    boolean runs = object.at("/status/phase").asText().equals("Running");
    if (gracefully && runs && object.path("kind").asText().equals("Pod")) {
      if (!object.at("/metadata").has("deletionTimestamp")) {
        mark((ObjectNode) object);
      }
      return;
    }
    super.handleDelete(ApiObject.path(object));
  }

  /** Not by a patch, to which the mock answers by deleting what is marked. */
  private void mark(ObjectNode pod) {
    AttributeSet key = getKey(ApiObject.path(pod));
    AttributeSet old = findResource(key).getKey();
    String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    pod.withObject("/metadata").put("deletionTimestamp", now);
    pod.withObject("/metadata").put("resourceVersion", String.valueOf(requestResourceVersion()));
    processEvent(ApiObject.path(pod), key, old, null, pod.toString());
  }

  /** What has lost its owner goes, too. */
  @Override
  public void processEvent(
      String path,
      AttributeSet key,
      AttributeSet old,
      GenericKubernetesResource resource,
      String now) {
    String before = old == null ? null : map.get(old);
    super.processEvent(path, key, old, resource, now);
    if (now == null && before != null) {
      String uid = json(before).at("/metadata/uid").asText();
      List.copyOf(map.values()).stream()
          .map(ApiDispatcher::json)
          .filter(object -> ApiObject.ownedBy(object, uid))
          .forEach(object -> delete(object, true));
    }
  }

  /** The objects of a collection. */
  private List<JsonNode> contentOf(String collection) {
    List<JsonNode> found = new ArrayList<>();
    AttributeSet key = getKey(collection);
    for (Map.Entry<AttributeSet, String> entry : List.copyOf(map.entrySet())) {
      if (entry.getKey().matches(key)) {
        found.add(json(entry.getValue()));
      }
    }
    return found;
  }

  private JsonNode find(String path) {
    Map.Entry<AttributeSet, String> found = findResource(getKey(path));
    return found == null ? null : json(found.getValue());
  }

  private static JsonNode json(String text) {
    return Serialization.unmarshal(text, JsonNode.class);
  }
}
