package org.paceline.submitter.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLTransientConnectionException;
import org.jdbi.v3.core.ConnectionException;
import org.junit.jupiter.api.Test;

class RefusalsTest {

  @Test
  void whoeverGetsNoConnectionToTheDatabaseMayComeAgain() throws IOException, InterruptedException {
    Javalin server =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              Refusals.addTo(config.routes);
              config.routes.get("/", context -> fail());
            });
    try {
      URI uri = URI.create("http://127.0.0.1:%s/".formatted(server.start(0).port()));
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
      assertThat(answer.body())
          .contains("the database gives no connection; nothing was done")
          .doesNotContain("changes", "30000ms");
    } finally {
      server.stop();
    }
  }

  private static void fail() {
    throw new ConnectionException(
        new SQLTransientConnectionException(
            "changes - Connection is not available, request timed out after 30000ms."));
  }
}
