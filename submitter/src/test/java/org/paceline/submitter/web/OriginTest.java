package org.paceline.submitter.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paceline.submitter.config.AddressRange;
import org.paceline.submitter.testing.Answer;
import org.paceline.submitter.testing.Storage;
import org.paceline.submitter.testing.TestServer;

/** Where requests come from, behind a proxy and not. */
class OriginTest {

  @TempDir Path home;

  @Test
  void aHeaderOfAnybodyDoesNotCount() {
    try (TestServer server =
        TestServer.start(Storage.H2, home, "PACELINE_SIGN_INS_PER_MINUTE", "2")) {
      post(server, "192.0.2.1").is(400);
      post(server, "192.0.2.2").is(400);
      post(server, "192.0.2.3").problem(429, "too-many-requests");
    }
  }

  @Test
  void thatOfATrustedProxyDoes() {
    try (TestServer server =
        TestServer.start(
            Storage.H2,
            home,
            "PACELINE_SIGN_INS_PER_MINUTE",
            "2",
            "PACELINE_TRUSTED_PROXIES",
            "127.0.0.0/8, 10.1.0.0/16")) {
      post(server, "192.0.2.1").is(400);
      post(server, "192.0.2.1, 10.1.2.3").is(400);
      post(server, "192.0.2.1").problem(429, "too-many-requests");
      post(server, "192.0.2.2").is(400);
      // What the client wrote itself stands before what the proxy saw.
      post(server, "192.0.2.2, 192.0.2.1").problem(429, "too-many-requests");
      post(server, "203.0.113.1, nonsense").is(400);
      post(server, "203.0.113.2, <script>").is(400);
      post(server, "203.0.113.3, 999.1.1.1").problem(429, "too-many-requests");
    }
  }

  private static Answer post(TestServer server, String forwarded) {
    return server.send(
        server
            .request("POST", "/api/v1/sessions", null, "{}")
            .header("X-Forwarded-For", forwarded));
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::/64",
    "2001:db8:1:2:ffff::1, 2001:db8:1:2::/64",
    "::ffff:192.0.2.1, 192.0.2.1"
  })
  void aNetworkOfIpv6IsOneOrigin(String address, String origin) {
    assertThat(Origin.network(AddressRange.address(address))).isEqualTo(origin);
  }

  @Test
  void theLimitForgetsThoseThatAreSilentForLongestWhenThereAreTooMany() {
    Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    RateLimit limit = new RateLimit(1, clock);
    limit.count("first");
    for (int i = 0; i < RateLimit.MOST_ORIGINS + 10; i++) {
      limit.count("origin " + i);
    }
    assertThat(limit.origins()).isEqualTo(RateLimit.MOST_ORIGINS);
    limit.count("first");
    Assertions.assertThatThrownBy(() -> limit.count("first"))
        .hasMessage("more than 1 requests a minute from one address");
  }
}
