package org.paceline.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

  @ParameterizedTest
  @MethodSource("org.paceline.k8s.Kustomize#folders")
  void noneIsInTheManifests(String folder) {
    assertThat(Kustomize.objects(folder)).flatMap(Secrets::in).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("org.paceline.k8s.Kustomize#podTemplates")
  void noneIsInThePodTemplates(Path file) {
    assertThat(Secrets.in(Manifest.read(file))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{kind: Secret}",
        "{data: {s3.password: x}}",
        "{data: {access-key: x}}",
        "{spec: {containers: [{env: [{name: API_TOKEN, value: x}]}]}}",
        "{data: {url: 'https://me:pass@example.invalid/'}}",
        "{data: {a: '-----BEGIN PRIVATE KEY-----'}}",
        "{spec: {args: [AKIAIOSFODNN7EXAMPLE]}}"
      })
  void whatLooksLikeOneIsFound(String yaml) {
    assertThat(Secrets.in(Manifest.read(yaml).get(0))).hasSize(1);
  }

  @Test
  void referencesAreNone() {
    String yaml =
        "{automountServiceAccountToken: false, volumes: [{secret: {secretName: s3}}], env: [{name:"
            + " PASSWORD, valueFrom: {secretKeyRef: {name: s3, key: p}}}]}";
    assertThat(Secrets.in(Manifest.read(yaml).get(0))).isEmpty();
  }
}
