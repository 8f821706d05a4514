package org.paceline.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ViolationsTest {

  private static final String GOOD =
      """
      apiVersion: v1
      kind: Pod
      spec:
        securityContext:
          runAsNonRoot: true
          runAsUser: 185
          seccompProfile: {type: RuntimeDefault}
        containers:
          - name: c
            image: registry:5000/paceline:0.1.0
            securityContext:
              allowPrivilegeEscalation: false
              readOnlyRootFilesystem: true
              capabilities: {drop: [ALL]}
            resources:
              limits: {cpu: 1, memory: 1Gi, ephemeral-storage: 1Gi}
      """;

  @Test
  void aGoodPodHasNone() {
    assertThat(Violations.in(pod(GOOD))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          runAsNonRoot: true               | runAsNonRoot: false             | c: runAsNonRoot is not true
          runAsNonRoot: true               | fsGroup: 185                    | c: runAsNonRoot is not true
          runAsUser: 185                   | runAsUser: 0                    | c: runAsUser is none or root
          runAsUser: 185                   | runAsGroup: 185                 | c: runAsUser is none or root
          RuntimeDefault                   | Unconfined                      | pod: no seccompProfile RuntimeDefault
          allowPrivilegeEscalation: false  | allowPrivilegeEscalation: true  | c: allowPrivilegeEscalation is not false
          allowPrivilegeEscalation: false  | runAsGroup: 185                 | c: allowPrivilegeEscalation is not false
          readOnlyRootFilesystem: true     | readOnlyRootFilesystem: false   | c: readOnlyRootFilesystem is not true
          drop: [ALL]                      | drop: [NET_RAW]                 | c: does not drop ALL
          drop: [ALL]                      | drop: [ALL], add: [SYS_ADMIN]   | c: adds capabilities
          cpu: 1,                          | ''                              | c: no limit of cpu
          memory: 1Gi,                     | ''                              | c: no limit of memory
          ', ephemeral-storage: 1Gi'       | ''                              | c: no limit of ephemeral-storage
          paceline:0.1.0                   | paceline:latest                 | c: its image has no tag or latest
          paceline:0.1.0                   | paceline                        | c: its image has no tag or latest
          """)
  void oneChangeForTheWorseIsFound(String good, String bad, String violation) {
    assertThat(GOOD).as("the pod to spoil").contains(good);
    assertThat(Violations.in(pod(GOOD.replace(good, bad)))).containsExactly(violation);
  }

  @ParameterizedTest
  @ValueSource(strings = {"runAsNonRoot: false", "runAsUser: 0", "privileged: true"})
  void aContainerCannotUndoWhatItsPodSays(String worse) {
    String spoilt =
        GOOD.replace(
            "allowPrivilegeEscalation: false", "allowPrivilegeEscalation: false\n        " + worse);
    assertThat(Violations.in(pod(spoilt))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hostNetwork: true",
        "hostPID: true",
        "hostIPC: true",
        "volumes: [{name: v, hostPath: {path: /}}]"
      })
  void aPodMayNotReachItsHost(String worse) {
    assertThat(Violations.in(pod(GOOD.replace("  containers:", "  " + worse + "\n  containers:"))))
        .hasSize(1)
        .allMatch(violation -> violation.startsWith("pod: host") || violation.contains("hostPath"));
  }

  @Test
  void aDigestDoesNotStandForATag() {
    String digest = "@sha256:" + "0".repeat(64);
    assertThat(Violations.in(pod(GOOD.replace("paceline:0.1.0", "paceline:0.1.0" + digest))))
        .isEmpty();
    assertThat(Violations.in(pod(GOOD.replace("paceline:0.1.0", "paceline" + digest)))).hasSize(1);
  }

  @Test
  void podsWithinOtherObjectsAndInitContainersAreFound() {
    JsonNode deployment =
        pod(
            "{kind: Deployment, spec: {template: {spec: {containers: [],"
                + " initContainers: [{name: i}]}}}}");
    assertThat(Violations.in(deployment)).anyMatch(violation -> violation.startsWith("i: "));
  }

  private static JsonNode pod(String yaml) {
    return Manifest.read(yaml).get(0);
  }
}
