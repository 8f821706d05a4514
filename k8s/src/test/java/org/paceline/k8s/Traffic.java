package org.paceline.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.networking.v1.IPBlock;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** What network policies let through, as Kubernetes defines it. */
final class Traffic {

  /**
   * What is connected to.
   *
   * @param protocol TCP or UDP
   * @param number of the port
   */
  record Port(String protocol, int number) {

    static Port tcp(int number) {
      return new Port("TCP", number);
    }

    static Port udp(int number) {
      return new Port("UDP", number);
    }

    @Override
    public String toString() {
      return protocol + " " + number;
    }
  }

  private final List<NetworkPolicy> policies;

  Traffic(List<JsonNode> objects) {
    policies =
        objects.stream()
            .filter(object -> object.path("kind").asText().equals("NetworkPolicy"))
            .map(object -> Manifest.as(NetworkPolicy.class, object))
            .toList();
  }

  /** Every selector of pods of the policies' namespace, in front of a policy or within. */
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
                        .filter(peer -> peer.getNamespaceSelector() == null)
                        .map(NetworkPolicyPeer::getPodSelector)
                        .filter(Objects::nonNull)));
  }

  boolean reaches(Peer from, Peer to, Port port) {
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

  private Stream<NetworkPolicy> of(String type, Peer peer) {
    return policies.stream()
        .filter(policy -> policy.getSpec().getPolicyTypes().contains(type))
        .filter(policy -> peer.isOurs())
        .filter(policy -> selects(policy.getSpec().getPodSelector(), peer.labels()));
  }

  private static boolean peers(List<NetworkPolicyPeer> allowed, Peer peer) {
    return allowed.isEmpty() || allowed.stream().anyMatch(one -> matches(one, peer));
  }

  /** An IP block is of addresses outside: what it means for pods Kubernetes leaves open. */
  private static boolean matches(NetworkPolicyPeer allowed, Peer peer) {
    IPBlock block = allowed.getIpBlock();
    if (block != null) {
      return peer.isIn(block.getCidr()) && block.getExcept().stream().noneMatch(peer::isIn);
    }
    boolean namespace =
        allowed.getNamespaceSelector() == null
            ? peer.isOurs()
            : selects(allowed.getNamespaceSelector(), peer.namespaceLabels());
    return peer.isPod()
        && namespace
        && (allowed.getPodSelector() == null || selects(allowed.getPodSelector(), peer.labels()));
  }

  private static boolean ports(List<NetworkPolicyPort> allowed, Port port) {
    return allowed.isEmpty()
        || allowed.stream()
            .anyMatch(
                one ->
                    one.getPort().getIntVal() == port.number()
                        && Objects.requireNonNullElse(one.getProtocol(), "TCP")
                            .equals(port.protocol()));
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
