package org.paceline.submitter.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paceline.submitter.testing.Storage;
import org.paceline.submitter.testing.TestServer;

class BearerTokenTest {

  private static final String ME = "/api/v1/users/me";

  @ParameterizedTest
  @ValueSource(strings = {"Bearer ", "bearer ", "BEARER "})
  void theSchemeDoesNotRegardCase(String scheme, @TempDir Path home) {
    try (TestServer server = TestServer.start(Storage.H2, home)) {
      String token = server.user("ada");
      assertThat(ask(server, scheme + token)).isEqualTo(200);
    }
  }

  @Test
  void anotherSchemeIsNone(@TempDir Path home) {
    try (TestServer server = TestServer.start(Storage.H2, home)) {
      String token = server.user("ada");
      assertThat(ask(server, "Basic " + token)).isEqualTo(401);
      assertThat(ask(server, "Bearer" + token)).isEqualTo(401);
    }
  }

  private static int ask(TestServer server, String authorization) {
    return server
        .send(server.request("GET", ME, null, null).header("Authorization", authorization))
        .status();
  }
}
