package org.paceline.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ManifestsTest {

  @ParameterizedTest
  @MethodSource("org.paceline.k8s.Kustomize#folders")
  void everythingRenderedPassesBothParsers(String folder) {
    assertThat(Kustomize.objects(folder)).hasSizeGreaterThan(20).allSatisfy(this::parse);
  }

  @ParameterizedTest
  @MethodSource("org.paceline.k8s.Kustomize#podTemplates")
  void podTemplatesPassBothParsers(Path file) {
    parse(Manifest.read(file));
  }

  @Test
  void aFieldWithATypingErrorIsRefusedByBoth() {
    JsonNode account =
        object("{apiVersion: v1, kind: ServiceAccount, automountServiceAcountToken: false}");
    assertThatThrownBy(() -> Manifest.parseByFabric8(account))
        .hasMessageContaining("automountServiceAcountToken");
    assertThatThrownBy(() -> Manifest.validateByOpenApi(account))
        .hasMessageContaining("automountServiceAcountToken");
  }

  @Test
  void aNestedFieldWithATypingErrorIsRefusedByBoth() {
    JsonNode pod =
        object(
            "{apiVersion: v1, kind: Pod, spec: {containers: [{name: a, securityContext:"
                + " {runAsNonroot: true}}]}}");
    assertThatThrownBy(() -> Manifest.parseByFabric8(pod)).hasMessageContaining("runAsNonroot");
    assertThatThrownBy(() -> Manifest.validateByOpenApi(pod)).hasMessageContaining("runAsNonroot");
  }

  @Test
  void aMissingRequiredFieldIsRefused() {
    assertThatThrownBy(
            () -> Manifest.validateByOpenApi(object("{apiVersion: v1, kind: Pod, spec: {}}")))
        .hasMessageContaining("containers");
  }

  @Test
  void aValueOfTheWrongTypeIsRefused() {
    assertThatThrownBy(
            () ->
                Manifest.parseByFabric8(
                    object("{apiVersion: v1, kind: Pod, spec: {containers: none}}")))
        .hasMessageContaining("containers");
  }

  @Test
  void anUnknownKindIsRefusedByBoth() {
    JsonNode pot = object("{apiVersion: v1, kind: Pot}");
    assertThatThrownBy(() -> Manifest.parseByFabric8(pot)).hasMessageContaining("Pot");
    assertThatThrownBy(() -> Manifest.validateByOpenApi(pot)).hasMessageContaining("Pot");
  }

  @Test
  void aKeyThatIsGivenTwiceIsRefused() {
    assertThatThrownBy(() -> object("{apiVersion: v1, kind: Pod, kind: Node}"))
        .hasMessageContaining("kind");
  }

  private void parse(JsonNode object) {
    assertThat(Manifest.parseByFabric8(object).getKind()).isEqualTo(object.get("kind").asText());
    Manifest.validateByOpenApi(object);
  }

  private static JsonNode object(String yaml) {
    return Manifest.read(yaml).get(0);
  }
}
