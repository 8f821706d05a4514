package org.paceline.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyTest {

  private static final Set<String> OF_NO_NAMESPACE =
      Set.of(
          "Namespace",
          "ClusterRole",
          "ClusterRoleBinding",
          "PersistentVolume",
          "PriorityClass",
          "RuntimeClass");

  /** Whoever adds one must check it here, as the templates of Spark's pods are below. */
  @ParameterizedTest
  @MethodSource("org.paceline.k8s.Kustomize#folders")
  void manifestsBringNoPods(String folder) {
    assertThat(Kustomize.objects(folder))
        .isNotEmpty()
        .allSatisfy(
            object ->
                assertThat(object.findParents("containers")).as(Manifest.name(object)).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("org.paceline.k8s.Kustomize#podTemplates")
  void podTemplatesKeepTheRules(Path file) {
    JsonNode template = Manifest.read(file);
    assertThat(template.findParents("containers")).as("pods of " + file).hasSize(1);
    assertThat(Violations.in(template)).as(file.toString()).isEmpty();
    ((ObjectNode) template.at("/spec/containers/0")).remove("securityContext");
    assertThat(Violations.in(template)).as("whether its container is looked at").isNotEmpty();
  }

  @Test
  void thereIsATemplateForDriverAndExecutorEach() {
    assertThat(Kustomize.podTemplates())
        .extracting(file -> Manifest.read(file).at("/spec/containers/0/name").asText())
        .containsExactly("spark-kubernetes-driver", "spark-kubernetes-executor");
  }

  @ParameterizedTest
  @MethodSource("org.paceline.k8s.Kustomize#podTemplates")
  void podTemplatesNameAccountsAndPrioritiesThatExist(Path file) {
    List<String> names = Kustomize.objects("base").stream().map(Manifest::name).toList();
    JsonNode spec = Manifest.read(file).get("spec");
    assertThat(names)
        .contains(
            "ServiceAccount " + spec.path("serviceAccountName").asText(),
            "PriorityClass " + spec.path("priorityClassName").asText());
  }

  @ParameterizedTest
  @MethodSource("org.paceline.k8s.Kustomize#folders")
  void everythingIsInTheNamespace(String folder) {
    assertThat(Kustomize.objects(folder))
        .filteredOn(object -> !OF_NO_NAMESPACE.contains(object.path("kind").asText()))
        .isNotEmpty()
        .allSatisfy(
            object ->
                assertThat(object.at("/metadata/namespace").asText())
                    .as(Manifest.name(object))
                    .isEqualTo("paceline"));
  }

  @ParameterizedTest
  @MethodSource("org.paceline.k8s.Kustomize#folders")
  void rolesAreGivenToAccountsThatExistAndNameWhatTheyAllow(String folder) {
    List<JsonNode> objects = Kustomize.objects(folder);
    List<String> names = objects.stream().map(Manifest::name).toList();
    for (JsonNode binding : ofKind(objects, "RoleBinding", "ClusterRoleBinding")) {
      JsonNode role = binding.get("roleRef");
      assertThat(names)
          .as(Manifest.name(binding))
          .contains(role.get("kind").asText() + " " + role.get("name").asText());
      assertThat(binding.get("subjects"))
          .as(Manifest.name(binding))
          .allSatisfy(
              subject -> {
                assertThat(names).contains("ServiceAccount " + subject.get("name").asText());
                assertThat(subject.path("namespace").asText()).isEqualTo("paceline");
              });
    }
    for (JsonNode role : ofKind(objects, "Role", "ClusterRole")) {
      for (JsonNode rule : role.get("rules")) {
        PolicyRule allowed = Manifest.as(PolicyRule.class, rule);
        assertThat(
                Stream.of(allowed.getApiGroups(), allowed.getResources(), allowed.getVerbs())
                    .flatMap(List::stream))
            .as(Manifest.name(role))
            .isNotEmpty()
            .doesNotContain("*", "secrets", "escalate", "bind", "impersonate");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("org.paceline.k8s.Kustomize#folders")
  void aNumberOfDriversBeyondTheQuotaMustStay(String folder) {
    List<JsonNode> objects = Kustomize.objects(folder);
    int pods = ofKind(objects, "ResourceQuota").get(0).at("/spec/hard/pods").asInt();
    JsonNode budget = ofKind(objects, "PodDisruptionBudget").get(0);
    var spec = Manifest.as(PodDisruptionBudget.class, budget).getSpec();
    assertThat(spec.getMaxUnavailable()).as("not allowed without a controller").isNull();
    assertThat(spec.getMinAvailable().getIntVal()).isGreaterThan(pods);
    assertThat(spec.getSelector().getMatchLabels()).containsExactlyEntriesOf(SparkPod.DRIVER);
  }

  @Test
  void driversComeBeforeExecutorsAndNeitherEvictsOthers() {
    List<JsonNode> priorities = ofKind(Kustomize.objects("base"), "PriorityClass");
    assertThat(priorities)
        .extracting(priority -> priority.at("/metadata/name").asText())
        .containsExactly("paceline-driver", "paceline-executor");
    assertThat(priorities.get(0).path("value").asInt())
        .isGreaterThan(priorities.get(1).path("value").asInt());
    assertThat(priorities)
        .allMatch(priority -> priority.path("preemptionPolicy").asText().equals("Never"));
  }

  private static List<JsonNode> ofKind(List<JsonNode> objects, String... kinds) {
    List<JsonNode> found =
        objects.stream()
            .filter(object -> List.of(kinds).contains(object.path("kind").asText()))
            .toList();
    assertThat(found).as(String.join(", ", kinds)).isNotEmpty();
    return found;
  }
}
