package org.paceline.cluster.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PodTroubleTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"ImagePullBackOff", "ErrImagePull", "InvalidImageName", "ErrImageNeverPull"})
  void anImageThatCannotBeHadIsNamedWithAdvice(String reason) {
    assertThat(PodTrouble.fatal(waiting(reason, "not found in registry")))
        .hasValue(
            "image own:1 of pod vision-driver cannot be had: not found in registry; build it by 'bin/paceline image' and bring it to the nodes or their registry (docs/kubernetes.md), or name another by --image");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"CreateContainerConfigError", "CreateContainerError", "RunContainerError"})
  void aContainerThatCannotBeMadeSaysWhy(String reason) {
    assertThat(PodTrouble.fatal(waiting(reason, "secret \"token\" not found")))
        .hasValue("the container of pod vision-driver cannot be made: secret \"token\" not found");
  }

  @Test
  void withoutAMessageTheReasonIsTold() {
    assertThat(PodTrouble.fatal(waiting("CreateContainerError", null)))
        .hasValue("the container of pod vision-driver cannot be made: CreateContainerError");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"ContainerCreating", "PodInitializing", "SomethingNew"})
  void whatMayYetStartIsNoTrouble(String reason) {
    assertThat(PodTrouble.fatal(waiting(reason, "wait"))).isEmpty();
  }

  @Test
  void oneContainerOfSeveralIsEnough() {
    Pod pod =
        new PodBuilder(waiting("ContainerCreating", null))
            .editStatus()
            .addNewContainerStatus()
            .withImage("sidecar:2")
            .withNewState()
            .withNewWaiting("no such host", "ErrImagePull")
            .endState()
            .endContainerStatus()
            .endStatus()
            .build();
    assertThat(PodTrouble.fatal(pod))
        .hasValueSatisfying(
            trouble ->
                assertThat(trouble)
                    .startsWith(
                        "image sidecar:2 of pod vision-driver cannot be had: no such host"));
  }

  @Test
  void aPodThatRunsOrIsNewHasNoTrouble() {
    Pod runs =
        new PodBuilder(scheduled("True", null))
            .editStatus()
            .withPhase("Running")
            .addNewContainerStatus()
            .withNewState()
            .withNewRunning("2026-01-01T00:00:00Z")
            .endState()
            .endContainerStatus()
            .addNewContainerStatus()
            .endContainerStatus()
            .endStatus()
            .build();
    Pod fresh = new PodBuilder().withNewStatus().withPhase("Pending").endStatus().build();
    for (Pod pod : new Pod[] {runs, fresh}) {
      assertThat(PodTrouble.fatal(pod)).isEmpty();
      assertThat(PodTrouble.unplaced(pod)).isEmpty();
    }
  }

  @Test
  void aPodWithoutAPlaceTellsWhatTheSchedulerSays() {
    Pod pod = scheduled("False", "0/3 nodes are available: 3 Insufficient memory.");
    assertThat(PodTrouble.unplaced(pod))
        .hasValue(
            "pod vision-driver waits for a node: 0/3 nodes are available: 3 Insufficient memory.");
    assertThat(PodTrouble.fatal(pod)).isEmpty();
  }

  @Test
  void aSchedulerThatSaysNothingGivesItsReason() {
    assertThat(PodTrouble.unplaced(scheduled("False", null)))
        .hasValue("pod vision-driver waits for a node: Unschedulable");
  }

  private static Pod waiting(String reason, String message) {
    return new PodBuilder()
        .withNewMetadata()
        .withName("vision-driver")
        .endMetadata()
        .withNewStatus()
        .addNewContainerStatus()
        .withImage("own:1")
        .withNewState()
        .withNewWaiting(message, reason)
        .endState()
        .endContainerStatus()
        .endStatus()
        .build();
  }

  private static Pod scheduled(String status, String message) {
    return new PodBuilder()
        .withNewMetadata()
        .withName("vision-driver")
        .endMetadata()
        .withNewStatus()
        .addNewCondition()
        .withType("Initialized")
        .withStatus("False")
        .endCondition()
        .addNewCondition()
        .withType("PodScheduled")
        .withStatus(status)
        .withReason("True".equals(status) ? null : "Unschedulable")
        .withMessage(message)
        .endCondition()
        .endStatus()
        .build();
  }
}
