package org.paceline.k8s.lab;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import okhttp3.mockwebserver.RecordedRequest;

/** Authentication by token, authorisation by RBAC, validation, and admission by quotas. */
final class Gatekeeper {

  /** The kubelet, the scheduler and the test itself. */
  static final String SYSTEM = "system:masters";

  private final Map<String, String> users = new ConcurrentHashMap<>();
  private final Access access;
  private final Map<String, Runnable> outages = new ConcurrentHashMap<>();

  Gatekeeper(Access access) {
    this.access = access;
  }

  /** From now on this token is the user's. */
  void token(String token, String user) {
    users.put(token, user);
  }

  /** Has the network break when somebody first asks for this, as {@code create pods}. */
  void breakBefore(String permission, Runnable outage) {
    outages.put(permission, outage);
  }

  private boolean breaks(Call call) {
    Runnable outage = call.user().equals(SYSTEM) ? null : outages.remove(call.permission());
    if (outage != null) {
      outage.run();
    }
    return outage != null;
  }

  Refusal check(RecordedRequest request, Function<String, List<JsonNode>> collections) {
    String token = String.valueOf(request.getHeader("Authorization")).replaceFirst("^Bearer ", "");
    String user = users.get(token);
    if (user == null) {
      return new Refusal(401, "Unauthorized", "Unauthorized");
    }
    Call call = Call.of(user, request.getMethod(), request.getPath());
    boolean creates = creates(call, request, collections);
    if (breaks(creates ? call.as("create") : call)) {
      return new Refusal(503, "ServiceUnavailable", "nobody hears this any more");
    }
    if (!user.equals(SYSTEM) && !call.resource().isEmpty()) {
      if (!access.allows(call)) {
        return forbidden(call);
      }
      Call create = call.as("create");
      if (creates && !access.allows(create)) {
        return forbidden(create);
      }
    }
    if (!creates || !call.resource().equals("pods")) {
      return null;
    }
    JsonNode pod = Serialization.unmarshal(request.getBody().clone().readUtf8(), JsonNode.class);
    Refusal refusal = invalid(pod);
    return refusal == null ? overQuota(call, pod, collections) : refusal;
  }

  /** Server-side apply creates what is not there; a real API server then asks for both rights. */
  private static boolean creates(
      Call call, RecordedRequest request, Function<String, List<JsonNode>> collections) {
    boolean applies =
        call.verb().equals("patch")
            && String.valueOf(request.getHeader("Content-Type")).contains("apply-patch");
    return call.verb().equals("create") || (applies && !exists(request.getPath(), collections));
  }

  private static boolean exists(String target, Function<String, List<JsonNode>> collections) {
    String path = target.replaceAll("\\?.*$", "");
    int slash = path.lastIndexOf('/');
    return collections.apply(path.substring(0, slash)).stream()
        .anyMatch(o -> o.at("/metadata/name").asText().equals(path.substring(slash + 1)));
  }

  private static Refusal forbidden(Call call) {
    return new Refusal(
        403,
        "Forbidden",
        "%s \"%s\" is forbidden: User \"%s\" cannot %s resource \"%s\" in API group \"%s\" in the namespace \"%s\""
            .formatted(
                call.resource(),
                call.name(),
                call.user(),
                call.verb(),
                call.resource(),
                call.group(),
                call.namespace()));
  }

  private static Refusal invalid(JsonNode pod) {
    int index = 0;
    for (JsonNode container : pod.at("/spec/containers")) {
      for (Map.Entry<String, JsonNode> limit : container.at("/resources/limits").properties()) {
        JsonNode request = container.at("/resources/requests").path(limit.getKey());
        if (!request.isMissingNode()
            && number(request.asText()).compareTo(number(limit.getValue().asText())) > 0) {
          return new Refusal(
              422,
              "Invalid",
              "Pod \"%s\" is invalid: spec.containers[%d].resources.requests: Invalid value: \"%s\": must be less than or equal to %s limit of %s"
                  .formatted(
                      pod.at("/metadata/name").asText(),
                      index,
                      request.asText(),
                      limit.getKey(),
                      limit.getValue().asText()));
        }
      }
      index++;
    }
    return null;
  }

  private static String path(String namespace, String resource) {
    return "/api/v1/namespaces/" + namespace + "/" + resource;
  }

  private static Refusal overQuota(
      Call call, JsonNode pod, Function<String, List<JsonNode>> collections) {
    List<JsonNode> pods = collections.apply(path(call.namespace(), "pods"));
    for (JsonNode quota : collections.apply(path(call.namespace(), "resourcequotas"))) {
      for (Map.Entry<String, JsonNode> limit : quota.at("/spec/hard").properties()) {
        BigDecimal used =
            pods.stream().map(p -> of(p, limit.getKey())).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal wanted = of(pod, limit.getKey());
        BigDecimal hard = number(limit.getValue().asText());
        if (used.add(wanted).compareTo(hard) > 0 && wanted.signum() > 0) {
          return new Refusal(
              403,
              "Forbidden",
              "pods \"%s\" is forbidden: exceeded quota: %s, requested: %s=%s, used: %s=%s, limited: %s=%s"
                  .formatted(
                      pod.at("/metadata/name").asText(),
                      quota.at("/metadata/name").asText(),
                      limit.getKey(),
                      wanted.toPlainString(),
                      limit.getKey(),
                      used.toPlainString(),
                      limit.getKey(),
                      hard.toPlainString()));
        }
      }
    }
    return null;
  }

  /** What the pods of a namespace use of a quota, by the names in it. */
  static Map<String, Quantity> used(List<Pod> pods, Set<String> counted) {
    List<JsonNode> nodes =
        pods.stream().map(p -> Serialization.jsonMapper().<JsonNode>valueToTree(p)).toList();
    Map<String, Quantity> used = new TreeMap<>();
    for (String name : counted) {
      BigDecimal sum =
          nodes.stream().map(pod -> of(pod, name)).reduce(BigDecimal.ZERO, BigDecimal::add);
      used.put(name, new Quantity(sum.toPlainString()));
    }
    return used;
  }

  /** How much of something that a quota counts a pod takes; pods that have ended take nothing. */
  private static BigDecimal of(JsonNode pod, String counted) {
    if (pod.at("/status/phase").asText().matches("Succeeded|Failed")) {
      return BigDecimal.ZERO;
    }
    if (counted.equals("pods")) {
      return BigDecimal.ONE;
    }
    boolean limits = counted.startsWith("limits.");
    String resource = counted.replaceFirst("^(limits|requests)\\.", "");
    BigDecimal sum = BigDecimal.ZERO;
    for (JsonNode container : pod.at("/spec/containers")) {
      JsonNode resources = container.path("resources");
      JsonNode amount = resources.path(limits ? "limits" : "requests").path(resource);
      if (amount.isMissingNode() && !limits) {
        amount = resources.path("limits").path(resource);
      }
      sum = sum.add(amount.isMissingNode() ? BigDecimal.ZERO : number(amount.asText()));
    }
    return sum;
  }

  private static BigDecimal number(String quantity) {
    return Quantity.getAmountInBytes(Quantity.parse(quantity));
  }
}
