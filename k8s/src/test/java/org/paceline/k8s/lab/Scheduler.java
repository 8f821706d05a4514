package org.paceline.k8s.lab;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodAffinityTerm;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.api.model.Toleration;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Finds a node for a pod by the rules of kube-scheduler that Spark's pods can use. */
final class Scheduler {

  /** A node, or why there is none, in the words of kube-scheduler. */
  record Decision(Optional<Node> node, String reason) {}

  private final List<Node> nodes;
  private final List<Pod> placed;

  Scheduler(List<Node> nodes, List<Pod> placed) {
    this.nodes = nodes;
    this.placed = placed;
  }

  Decision place(Pod pod) {
    Map<String, Integer> reasons = new TreeMap<>();
    for (Node node : nodes) {
      Optional<String> obstacle = obstacle(pod, node);
      if (obstacle.isEmpty()) {
        return new Decision(Optional.of(node), "");
      }
      reasons.merge(obstacle.get(), 1, Integer::sum);
    }
    String all =
        reasons.entrySet().stream()
            .map(e -> e.getValue() + " " + e.getKey())
            .collect(Collectors.joining(", "));
    return new Decision(
        Optional.empty(), "0/%d nodes are available: %s.".formatted(nodes.size(), all));
  }

  private Optional<String> obstacle(Pod pod, Node node) {
    if (Boolean.TRUE.equals(node.getSpec().getUnschedulable())) {
      return Optional.of("node(s) were unschedulable");
    }
    for (Taint taint : node.getSpec().getTaints()) {
      if (pod.getSpec().getTolerations().stream().noneMatch(t -> tolerates(t, taint))) {
        return Optional.of("node(s) had untolerated taint {" + taint.getKey() + "}");
      }
    }
    if (!selected(pod, node)) {
      return Optional.of("node(s) didn't match Pod's node affinity/selector");
    }
    if (antiAffinity(pod).stream().anyMatch(term -> repelled(term, node))) {
      return Optional.of("node(s) didn't match pod anti-affinity rules");
    }
    return node.getStatus().getAllocatable().keySet().stream()
        .filter(resource -> !fits(pod, node, resource))
        .findFirst()
        .map(resource -> "Insufficient " + resource);
  }

  private static boolean tolerates(Toleration toleration, Taint taint) {
    boolean key = toleration.getKey() == null || toleration.getKey().equals(taint.getKey());
    boolean effect =
        toleration.getEffect() == null || toleration.getEffect().equals(taint.getEffect());
    boolean value =
        "Exists".equals(toleration.getOperator())
            || String.valueOf(toleration.getValue()).equals(taint.getValue());
    return key && effect && value;
  }

  private static boolean selected(Pod pod, Node node) {
    Map<String, String> labels = node.getMetadata().getLabels();
    Map<String, String> selector =
        Optional.ofNullable(pod.getSpec().getNodeSelector()).orElse(Map.of());
    if (!labels.entrySet().containsAll(selector.entrySet())) {
      return false;
    }
    List<NodeSelectorTerm> terms =
        Optional.ofNullable(pod.getSpec().getAffinity())
            .map(Affinity::getNodeAffinity)
            .map(a -> a.getRequiredDuringSchedulingIgnoredDuringExecution())
            .map(required -> required.getNodeSelectorTerms())
            .orElse(List.of());
    return terms.isEmpty() || terms.stream().anyMatch(term -> matches(term, node));
  }

  private static boolean matches(NodeSelectorTerm term, Node node) {
    Map<String, String> labels = node.getMetadata().getLabels();
    Map<String, String> fields = Map.of("metadata.name", node.getMetadata().getName());
    return term.getMatchExpressions().stream().allMatch(r -> matches(r, labels))
        && term.getMatchFields().stream().allMatch(r -> matches(r, fields));
  }

  private static boolean matches(NodeSelectorRequirement rule, Map<String, String> values) {
    String value = values.get(rule.getKey());
    return switch (rule.getOperator()) {
      case "In" -> value != null && rule.getValues().contains(value);
      case "NotIn" -> value == null || !rule.getValues().contains(value);
      case "Exists" -> value != null;
      case "DoesNotExist" -> value == null;
      default -> throw new IllegalArgumentException("operator " + rule.getOperator());
    };
  }

  private static List<PodAffinityTerm> antiAffinity(Pod pod) {
    return Optional.ofNullable(pod.getSpec().getAffinity())
        .map(Affinity::getPodAntiAffinity)
        .map(a -> a.getRequiredDuringSchedulingIgnoredDuringExecution())
        .orElse(List.of());
  }

  private boolean repelled(PodAffinityTerm term, Node node) {
    Map<String, String> wanted = term.getLabelSelector().getMatchLabels();
    return on(node).stream()
        .anyMatch(pod -> pod.getMetadata().getLabels().entrySet().containsAll(wanted.entrySet()));
  }

  private boolean fits(Pod pod, Node node, String resource) {
    BigDecimal there = amount(node.getStatus().getAllocatable().get(resource));
    BigDecimal used =
        on(node).stream().map(p -> request(p, resource)).reduce(BigDecimal.ZERO, BigDecimal::add);
    return used.add(request(pod, resource)).compareTo(there) <= 0;
  }

  private List<Pod> on(Node node) {
    String name = node.getMetadata().getName();
    return placed.stream().filter(pod -> name.equals(pod.getSpec().getNodeName())).toList();
  }

  static BigDecimal request(Pod pod, String resource) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Container container : pod.getSpec().getContainers()) {
      if (container.getResources() != null) {
        Map<String, Quantity> limits =
            Optional.ofNullable(container.getResources().getLimits()).orElse(Map.of());
        Map<String, Quantity> requests =
            Optional.ofNullable(container.getResources().getRequests()).orElse(Map.of());
        sum = sum.add(amount(requests.getOrDefault(resource, limits.get(resource))));
      }
    }
    return sum;
  }

  private static BigDecimal amount(Quantity quantity) {
    return quantity == null ? BigDecimal.ZERO : Quantity.getAmountInBytes(quantity);
  }
}
