package org.paceline.submitter.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paceline.submitter.testing.Waiting.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.submitter.testing.Storage;
import org.paceline.submitter.testing.TestServer;

/** What a scraper reads, and who may. */
class MetricsTest {

  private static final String TOKEN = "scraper-token-0123456789";

  @TempDir Path home;

  @Test
  void requestsAreCountedByRouteAndStatus() {
    try (TestServer server = TestServer.start(Storage.H2, home)) {
      String admin = server.admin();
      server.get("/api/v1/users/me", admin).is(200);
      server.get("/api/v1/users/me", null).is(401);
      server.get("/api/v1/" + UUID.randomUUID(), null).is(404);
      server.get("/api/v1/" + UUID.randomUUID(), null).is(404);
      // A request is counted once its answer is on its way.
      await()
          .untilAsserted(
              () ->
                  assertThat(server.get("/metrics", admin).is(200).body().lines())
                      .contains(
                          line("GET", "/api/v1/users/me", 200, 1),
                          line("GET", "/api/v1/users/me", 401, 1),
                          line("PUT", "/api/v1/users/me/password", 204, 1),
                          line("other", "none", 404, 2)));
      assertThat(server.get("/metrics", admin).is(200).body())
          .contains("paceline_http_requests_seconds_bucket{")
          .contains("le=\"0.25\"")
          .contains("jvm_memory_used_bytes{")
          .contains("jetty_threads_jobs ")
          .contains("paceline_storage_size_bytes{place=\"bin\"} 0")
          .contains("hikaricp_connections_active{pool=\"reads\"}")
          .doesNotContain("admin");
    }
  }

  private static String line(String method, String route, int status, int count) {
    return "paceline_http_requests_seconds_count{method=\"%s\",route=\"%s\",status=\"%s\"} %s"
        .formatted(method, route, status, count);
  }

  @Test
  void aScraperHasATokenOfItsOwn() throws IOException {
    Path file = Files.writeString(home.resolve("token"), TOKEN + "\n");
    try (TestServer server =
        TestServer.start(Storage.H2, home, "PACELINE_METRICS_TOKEN_FILE", file.toString())) {
      server.get("/metrics", TOKEN).is(200);
      server.get("/metrics", TOKEN + "x").problem(401, "unauthenticated");
      server.get("/metrics", server.user("ada")).problem(403, "forbidden");
      server.get("/api/v1/audit", TOKEN).problem(401, "unauthenticated");
      server.get("/api/v1/users/me", TOKEN).problem(401, "unauthenticated");
    }
  }

  @Test
  void withoutATokenAnEmptyOneIsNone() {
    try (TestServer server = TestServer.start(Storage.H2, home)) {
      server.get("/metrics", "").problem(401, "unauthenticated");
      server.get("/metrics", null).problem(401, "unauthenticated");
    }
  }
}
