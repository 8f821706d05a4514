package org.paceline.k8s.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the lab's API server refuses, in the words of a real one. */
class GatekeeperTest {

  private static final String USER = Access.serviceAccount(Lab.NAMESPACE, "somebody");

  @Test
  void applyingWhatIsNotThereNeedsTheRightToCreateIt() {
    try (ApiServer server = server("patch");
        KubernetesClient client = server.client(USER)) {
      assertThatThrownBy(() -> client.resource(settings("a")).serverSideApply())
          .isInstanceOf(KubernetesClientException.class)
          .hasMessageContaining("User \"" + USER + "\" cannot create resource \"configmaps\"");
    }
  }

  @Test
  void applyingWhatIsThereNeedsTheRightToPatchItOnly() {
    Access access = access("patch");
    try (ApiServer server = new ApiServer(access, uid -> "");
        KubernetesClient system = server.system();
        KubernetesClient client = server.client(USER)) {
      system.resource(settings("a")).create();
      client.resource(settings("b")).forceConflicts().serverSideApply();
      assertThat(system.resource(settings("")).get().getData()).containsEntry("key", "b");
      assertThat(access.used(USER)).containsExactly("patch configmaps");
    }
  }

  @Test
  void bothRightsCountAsUsedWhereApplyingCreates() {
    Access access = access("create", "patch");
    try (ApiServer server = new ApiServer(access, uid -> "");
        KubernetesClient client = server.client(USER)) {
      client.resource(settings("a")).serverSideApply();
      assertThat(access.used(USER)).containsExactly("create configmaps", "patch configmaps");
    }
  }

  @Test
  void whoMayNotPatchMayNotApply() {
    try (ApiServer server = server("create");
        KubernetesClient client = server.client(USER)) {
      assertThatThrownBy(() -> client.resource(settings("a")).serverSideApply())
          .hasMessageContaining("cannot patch resource \"configmaps\"");
    }
  }

  @Test
  void aPodThatRequestsMoreThanItsLimitIsInvalid() {
    try (ApiServer server = server();
        KubernetesClient client = server.system()) {
      assertThatThrownBy(() -> client.resource(pod("8", "4")).create())
          .isInstanceOfSatisfying(
              KubernetesClientException.class,
              e -> {
                assertThat(e.getCode()).isEqualTo(422);
                assertThat(e.getStatus().getReason()).isEqualTo("Invalid");
                assertThat(e.getStatus().getMessage())
                    .isEqualTo(
                        "Pod \"x\" is invalid: spec.containers[0].resources.requests: Invalid"
                            + " value: \"8\": must be less than or equal to cpu limit of 4");
              });
    }
  }

  @Test
  void aPodMayRequestAllOfItsLimit() {
    try (ApiServer server = server();
        KubernetesClient client = server.system()) {
      assertThat(client.resource(pod("4000m", "4")).create().getStatus().getPhase())
          .isEqualTo("Pending");
    }
  }

  private static ApiServer server(String... verbs) {
    return new ApiServer(access(verbs), uid -> "");
  }

  /** These verbs on config maps. */
  private static Access access(String... verbs) {
    HasMetadata role =
        new RoleBuilder()
            .withNewMetadata()
            .withName("some")
            .withNamespace(Lab.NAMESPACE)
            .endMetadata()
            .addNewRule()
            .withApiGroups("")
            .withResources("configmaps")
            .withVerbs(verbs)
            .endRule()
            .build();
    HasMetadata binding =
        new RoleBindingBuilder()
            .withNewMetadata()
            .withName("some")
            .withNamespace(Lab.NAMESPACE)
            .endMetadata()
            .withNewRoleRef("rbac.authorization.k8s.io", "Role", "some")
            .addNewSubject("", "ServiceAccount", "somebody", Lab.NAMESPACE)
            .build();
    return new Access(List.of(role, binding));
  }

  private static ConfigMap settings(String value) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName("settings")
        .withNamespace(Lab.NAMESPACE)
        .endMetadata()
        .addToData("key", value)
        .build();
  }

  private static Pod pod(String request, String limit) {
    return new PodBuilder()
        .withNewMetadata()
        .withName("x")
        .withNamespace(Lab.NAMESPACE)
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .withName("c")
        .withNewResources()
        .withRequests(Map.of("cpu", new Quantity(request)))
        .withLimits(Map.of("cpu", new Quantity(limit)))
        .endResources()
        .endContainer()
        .endSpec()
        .build();
  }
}
