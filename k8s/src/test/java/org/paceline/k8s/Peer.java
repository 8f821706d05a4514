package org.paceline.k8s;

import java.util.List;
import java.util.Map;

/**
 * One end of a connection: a pod, or an address outside the cluster's network of pods.
 *
 * @param namespace the namespace of a pod
 * @param labels a pod's labels
 * @param address null for a pod
 */
record Peer(String namespace, Map<String, String> labels, String address) {

  /** Where the manifests put everything. */
  static final String OURS = "paceline";

  /** A pod of the policies' own namespace. */
  static Peer pod(Map<String, String> labels) {
    return new Peer(OURS, labels, null);
  }

  /** Any pod of another namespace. */
  static Peer podIn(String namespace) {
    return new Peer(namespace, Map.of("app", "something"), null);
  }

  static Peer address(String address) {
    return new Peer("", Map.of(), address);
  }

  boolean isPod() {
    return address == null;
  }

  /** Policies are for pods of their own namespace. */
  boolean isOurs() {
    return isPod() && namespace.equals(OURS);
  }

  /** The label that Kubernetes itself gives to every namespace. */
  Map<String, String> namespaceLabels() {
    return Map.of("kubernetes.io/metadata.name", namespace);
  }

  /** Whether its address is in a network, as 10.0.0.0/8; of IPv4 only. */
  boolean isIn(String network) {
    String[] parts = network.split("/");
    int host = 32 - Integer.parseInt(parts[1]);
    return !isPod() && number(address) >> host == number(parts[0]) >> host;
  }

  private static long number(String address) {
    return List.of(address.split("\\.")).stream()
        .mapToLong(Long::parseLong)
        .reduce(0, (sum, next) -> sum * 256 + next);
  }
}
