package org.paceline.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** What network policies let through, as Kubernetes defines it, between pods of their namespace. */
final class Traffic {

  private final List<NetworkPolicy> policies;

  Traffic(List<JsonNode> objects) {
    policies =
        objects.stream()
            .filter(object -> object.path("kind").asText().equals("NetworkPolicy"))
            .map(object -> Manifest.as(NetworkPolicy.class, object))
            .toList();
  }

  /** Every selector of pods, in front of a policy or within. */
  Stream<LabelSelector> selectors() {
    return policies.stream()
        .flatMap(
            policy ->
                Stream.concat(
                    Stream.of(policy.getSpec().getPodSelector()),
                    Stream.concat(
                            policy.getSpec().getIngress().stream()
                                .flatMap(r -> r.getFrom().stream()),
                            policy.getSpec().getEgress().stream().flatMap(r -> r.getTo().stream()))
                        .map(NetworkPolicyPeer::getPodSelector)
                        .filter(Objects::nonNull)));
  }

  boolean reaches(Map<String, String> from, Map<String, String> to, int port) {
    boolean leaves =
        of("Egress", from)
            .flatMap(policy -> policy.getSpec().getEgress().stream())
            .anyMatch(rule -> peers(rule.getTo(), to) && ports(rule.getPorts(), port));
    boolean enters =
        of("Ingress", to)
            .flatMap(policy -> policy.getSpec().getIngress().stream())
            .anyMatch(rule -> peers(rule.getFrom(), from) && ports(rule.getPorts(), port));
    return (leaves || of("Egress", from).findAny().isEmpty())
        && (enters || of("Ingress", to).findAny().isEmpty());
  }

  private Stream<NetworkPolicy> of(String type, Map<String, String> labels) {
    return policies.stream()
        .filter(policy -> policy.getSpec().getPolicyTypes().contains(type))
        .filter(policy -> selects(policy.getSpec().getPodSelector(), labels));
  }

  /** A peer that names a namespace or addresses is another than the pods asked for. */
  private static boolean peers(List<NetworkPolicyPeer> peers, Map<String, String> labels) {
    return peers.isEmpty()
        || peers.stream()
            .filter(peer -> peer.getNamespaceSelector() == null && peer.getIpBlock() == null)
            .anyMatch(peer -> selects(peer.getPodSelector(), labels));
  }

  private static boolean ports(List<NetworkPolicyPort> ports, int port) {
    return ports.isEmpty()
        || ports.stream().anyMatch(allowed -> allowed.getPort().getIntVal() == port);
  }

  private static boolean selects(LabelSelector selector, Map<String, String> labels) {
    Map<String, String> wanted = Objects.requireNonNullElse(selector.getMatchLabels(), Map.of());
    return labels.entrySet().containsAll(wanted.entrySet())
        && selector.getMatchExpressions().stream().allMatch(one -> matches(one, labels));
  }

  private static boolean matches(LabelSelectorRequirement one, Map<String, String> labels) {
    if (!one.getOperator().equals("In")) {
      throw new IllegalArgumentException("not understood here: " + one.getOperator());
    }
    return one.getValues().contains(labels.getOrDefault(one.getKey(), ""));
  }
}
