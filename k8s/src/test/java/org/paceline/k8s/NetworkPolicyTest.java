package org.paceline.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paceline.k8s.Traffic.Port.tcp;
import static org.paceline.k8s.Traffic.Port.udp;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.LabelSelector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paceline.k8s.Traffic.Port;

class NetworkPolicyTest {

  private static final Properties DEFAULTS = defaults();

  /** The driver's RPC. */
  private static final Port RPC = set("spark.driver.port");

  private static final Port BLOCKS = set("spark.blockManager.port");

  /** Not set, so it is Spark's own. */
  private static final Port UI =
      tcp(Integer.parseInt(DEFAULTS.getProperty("spark.ui.port", "4040")));

  private static final List<Map<String, String>> PODS =
      List.of(SparkPod.DRIVER, SparkPod.EXECUTOR, SparkPod.SUBMITTER, SparkPod.OTHER);

  private static final List<Port> PORTS =
      List.of(
          tcp(53), udp(53), tcp(80), tcp(443), tcp(6443), tcp(8020), tcp(9866), UI, RPC, BLOCKS);

  private static final Peer DNS = Peer.podIn("kube-system");
  private static final Peer PROMETHEUS = Peer.podIn("monitoring");
  private static final Peer STRANGER = Peer.podIn("default");
  private static final Peer API_SERVER = Peer.address("10.96.0.1");

  /** Of the addresses that the production overlay allows until it is set. */
  private static final Peer STORAGE = Peer.address("192.0.2.10");

  private static final Peer INTERNET = Peer.address("198.51.100.7");

  /** Where clouds hand out the node's rights. */
  private static final Peer METADATA = Peer.address("169.254.169.254");

  private static final List<Port> NAMES = List.of(tcp(53), udp(53));
  private static final List<Port> API = List.of(tcp(443), tcp(6443));
  private static final List<Port> DATA = List.of(tcp(443), tcp(8020), tcp(9866));

  private static Properties defaults() {
    Properties properties = new Properties();
    try (var in = Files.newInputStream(Path.of("../conf/kubernetes/spark-defaults.conf"))) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }

  private static Port set(String setting) {
    return tcp(Integer.parseInt(DEFAULTS.getProperty(setting)));
  }

  @Test
  void prometheusIsToldThePortOfTheDriversInterface() {
    JsonNode driver = Manifest.read(Path.of("../conf/kubernetes/driver-pod.yaml"));
    assertThat(driver.at("/metadata/annotations").path("prometheus.io/port").asInt())
        .isEqualTo(UI.number());
  }

  @ParameterizedTest
  @MethodSource("org.paceline.k8s.Kustomize#folders")
  void podsReachEachOtherWhereSparkNeedsItAndNowhereElse(String folder) {
    Traffic traffic = new Traffic(Kustomize.objects(folder));
    assertThat(open(traffic))
        .containsExactlyInAnyOrder(
            "driver to executor " + BLOCKS,
            "executor to driver " + RPC,
            "executor to driver " + BLOCKS,
            "executor to executor " + BLOCKS);
  }

  @ParameterizedTest
  @MethodSource("org.paceline.k8s.Kustomize#folders")
  void allPodsMayAskTheClustersNameServersAndNoOthers(String folder) {
    Traffic traffic = new Traffic(Kustomize.objects(folder));
    assertThat(out(traffic, SparkPod.DRIVER, DNS)).containsExactlyElementsOf(both(NAMES, API));
    assertThat(out(traffic, SparkPod.SUBMITTER, DNS)).containsExactlyElementsOf(both(NAMES, API));
    assertThat(out(traffic, SparkPod.EXECUTOR, DNS)).containsExactlyElementsOf(NAMES);
    assertThat(out(traffic, SparkPod.OTHER, DNS)).containsExactlyElementsOf(NAMES);
    assertThat(PODS)
        .allSatisfy(
            pod -> assertThat(out(traffic, pod, INTERNET)).doesNotContainAnyElementsOf(NAMES));
  }

  @ParameterizedTest
  @MethodSource("org.paceline.k8s.Kustomize#folders")
  void driverAndSubmitterReachTheApiServerAndExecutorsDoNot(String folder) {
    Traffic traffic = new Traffic(Kustomize.objects(folder));
    assertThat(out(traffic, SparkPod.DRIVER, API_SERVER)).containsAll(API);
    assertThat(out(traffic, SparkPod.SUBMITTER, API_SERVER)).containsExactlyElementsOf(API);
    // Where storage is at any address, HTTPS there is open to the API server's, too.
    assertThat(out(traffic, SparkPod.EXECUTOR, API_SERVER))
        .containsExactlyElementsOf(narrows(folder) ? List.of() : DATA);
    assertThat(out(traffic, SparkPod.OTHER, API_SERVER)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("org.paceline.k8s.Kustomize#folders")
  void driverAndExecutorsReachStorage(String folder) {
    Traffic traffic = new Traffic(Kustomize.objects(folder));
    assertThat(out(traffic, SparkPod.EXECUTOR, STORAGE)).containsExactlyElementsOf(DATA);
    assertThat(out(traffic, SparkPod.DRIVER, STORAGE)).containsExactlyElementsOf(both(API, DATA));
    assertThat(out(traffic, SparkPod.SUBMITTER, STORAGE)).containsExactlyElementsOf(API);
    assertThat(out(traffic, SparkPod.OTHER, STORAGE)).isEmpty();
    assertThat(out(traffic, SparkPod.EXECUTOR, INTERNET))
        .containsExactlyElementsOf(narrows(folder) ? List.of() : DATA);
    assertThat(out(traffic, SparkPod.DRIVER, INTERNET))
        .containsExactlyElementsOf(narrows(folder) ? API : both(API, DATA));
  }

  @ParameterizedTest
  @MethodSource("org.paceline.k8s.Kustomize#folders")
  void nobodyReachesStrangersAndExecutorsNoMetadata(String folder) {
    Traffic traffic = new Traffic(Kustomize.objects(folder));
    for (Peer peer : List.of(STRANGER, METADATA)) {
      assertThat(out(traffic, SparkPod.EXECUTOR, peer)).isEmpty();
      assertThat(out(traffic, SparkPod.OTHER, peer)).isEmpty();
      // The API server may be anywhere.
      assertThat(out(traffic, SparkPod.DRIVER, peer)).containsExactlyElementsOf(API);
      assertThat(out(traffic, SparkPod.SUBMITTER, peer)).containsExactlyElementsOf(API);
    }
  }

  @ParameterizedTest
  @MethodSource("org.paceline.k8s.Kustomize#folders")
  void onlyPrometheusComesInAndOnlyToTheDriversInterface(String folder) {
    Traffic traffic = new Traffic(Kustomize.objects(folder));
    assertThat(in(traffic, PROMETHEUS, SparkPod.DRIVER)).containsExactly(UI);
    for (Peer peer : List.of(PROMETHEUS, STRANGER, DNS, INTERNET, API_SERVER)) {
      for (Map<String, String> pod : PODS) {
        if (!peer.equals(PROMETHEUS) || !pod.equals(SparkPod.DRIVER)) {
          assertThat(in(traffic, peer, pod)).as(peer + " to " + role(pod)).isEmpty();
        }
      }
    }
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
    Traffic traffic = new Traffic(List.of());
    assertThat(open(traffic)).hasSize(PODS.size() * PODS.size() * PORTS.size());
    assertThat(out(traffic, SparkPod.OTHER, INTERNET)).isEqualTo(PORTS);
    assertThat(in(traffic, INTERNET, SparkPod.OTHER)).isEqualTo(PORTS);
  }

  @Test
  void aPolicyThatSelectsAllAndAllowsNothingClosesEverything() {
    Traffic traffic = new Traffic(List.of(policy("podSelector: {}")));
    assertThat(open(traffic)).isEmpty();
    assertThat(out(traffic, SparkPod.DRIVER, INTERNET)).isEmpty();
    assertThat(in(traffic, STRANGER, SparkPod.DRIVER)).isEmpty();
  }

  @Test
  void aPolicyForOnesDoesNotCloseTheOthers() {
    Traffic traffic =
        new Traffic(List.of(policy("podSelector: {matchLabels: {spark-role: driver}}")));
    assertThat(open(traffic))
        .contains("executor to executor " + BLOCKS)
        .noneMatch(connection -> connection.contains("driver"));
  }

  @Test
  void aRuleForPodsIsForThoseOfItsNamespaceAndOneForAddressesForThose() {
    String all = "podSelector: {}, egress: ";
    Traffic pods = new Traffic(List.of(policy(all + "[{to: [{podSelector: {}}]}]")));
    assertThat(out(pods, SparkPod.DRIVER, STRANGER)).isEmpty();
    assertThat(out(pods, SparkPod.DRIVER, INTERNET)).isEmpty();
    Traffic namespaces = new Traffic(List.of(policy(all + "[{to: [{namespaceSelector: {}}]}]")));
    assertThat(out(namespaces, SparkPod.DRIVER, STRANGER)).isEqualTo(PORTS);
    assertThat(out(namespaces, SparkPod.DRIVER, INTERNET)).isEmpty();
    String block = "[{to: [{ipBlock: {cidr: 198.51.100.0/29, except: [198.51.100.6/32]}}]}]";
    Traffic addresses = new Traffic(List.of(policy(all + block)));
    assertThat(out(addresses, SparkPod.DRIVER, STRANGER)).isEmpty();
    assertThat(out(addresses, SparkPod.DRIVER, INTERNET)).isEqualTo(PORTS);
    assertThat(out(addresses, SparkPod.DRIVER, Peer.address("198.51.100.8"))).isEmpty();
    assertThat(out(addresses, SparkPod.DRIVER, Peer.address("198.51.100.6"))).isEmpty();
  }

  /** Which addresses storage has is known there. */
  private static boolean narrows(String folder) {
    return folder.endsWith("production");
  }

  private static List<Port> both(List<Port> ones, List<Port> others) {
    return PORTS.stream().filter(port -> ones.contains(port) || others.contains(port)).toList();
  }

  private static List<Port> out(Traffic traffic, Map<String, String> pod, Peer to) {
    return PORTS.stream().filter(port -> traffic.reaches(Peer.pod(pod), to, port)).toList();
  }

  private static List<Port> in(Traffic traffic, Peer from, Map<String, String> pod) {
    return PORTS.stream().filter(port -> traffic.reaches(from, Peer.pod(pod), port)).toList();
  }

  private static List<String> open(Traffic traffic) {
    return PODS.stream()
        .flatMap(
            from ->
                PODS.stream()
                    .flatMap(
                        to ->
                            out(traffic, from, Peer.pod(to)).stream()
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
