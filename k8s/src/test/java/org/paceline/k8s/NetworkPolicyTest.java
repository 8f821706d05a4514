package org.paceline.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.LabelSelector;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkPolicyTest {

  private static final int DRIVER_RPC = 7078;
  private static final int BLOCKS = 7079;
  private static final int DRIVER_UI = 4040;

  private static final List<Map<String, String>> PODS =
      List.of(SparkPod.DRIVER, SparkPod.EXECUTOR, SparkPod.SUBMITTER, SparkPod.OTHER);

  @ParameterizedTest
  @MethodSource("org.paceline.k8s.Kustomize#folders")
  void podsReachEachOtherWhereSparkNeedsItAndNowhereElse(String folder) {
    Traffic traffic = new Traffic(Kustomize.objects(folder));
    assertThat(open(traffic))
        .containsExactlyInAnyOrder(
            "driver to executor 7079",
            "executor to driver 7078",
            "executor to driver 7079",
            "executor to executor 7079");
  }

  @ParameterizedTest
  @MethodSource("org.paceline.k8s.Kustomize#folders")
  void selectorsUseLabelsThatPodsHave(String folder) {
    assertThat(new Traffic(Kustomize.objects(folder)).selectors())
        .isNotEmpty()
        .allSatisfy(selector -> assertThat(labels(selector)).allMatch(NetworkPolicyTest::exists));
  }

  @Test
  void withoutPoliciesEverythingIsOpen() {
    assertThat(open(new Traffic(List.of()))).hasSize(PODS.size() * PODS.size() * 4);
  }

  @Test
  void aPolicyThatSelectsAllAndAllowsNothingClosesEverything() {
    assertThat(open(new Traffic(List.of(policy("podSelector: {}"))))).isEmpty();
  }

  @Test
  void aPolicyForOnesDoesNotCloseTheOthers() {
    Traffic traffic =
        new Traffic(List.of(policy("podSelector: {matchLabels: {spark-role: driver}}")));
    assertThat(traffic.reaches(SparkPod.EXECUTOR, SparkPod.EXECUTOR, BLOCKS)).isTrue();
    assertThat(traffic.reaches(SparkPod.EXECUTOR, SparkPod.DRIVER, BLOCKS)).isFalse();
    assertThat(traffic.reaches(SparkPod.DRIVER, SparkPod.EXECUTOR, BLOCKS)).isFalse();
  }

  private static List<String> open(Traffic traffic) {
    return PODS.stream()
        .flatMap(
            from ->
                PODS.stream()
                    .flatMap(
                        to ->
                            Stream.of(DRIVER_RPC, BLOCKS, DRIVER_UI, 443)
                                .filter(port -> traffic.reaches(from, to, port))
                                .map(port -> role(from) + " to " + role(to) + " " + port)))
        .toList();
  }

  private static String role(Map<String, String> pod) {
    return pod.values().stream().findFirst().orElse("other");
  }

  private static Stream<Map.Entry<String, String>> labels(LabelSelector selector) {
    Map<String, String> exact = selector.getMatchLabels();
    return Stream.concat(
        exact == null ? Stream.of() : exact.entrySet().stream(),
        selector.getMatchExpressions().stream()
            .flatMap(one -> one.getValues().stream().map(value -> Map.entry(one.getKey(), value))));
  }

  private static boolean exists(Map.Entry<String, String> label) {
    return PODS.stream().anyMatch(pod -> pod.entrySet().contains(label));
  }

  private static JsonNode policy(String selector) {
    return Manifest.read(
            "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, spec: {"
                + selector
                + ", policyTypes: [Ingress, Egress]}}")
        .get(0);
  }
}
