package org.paceline.submitter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same statements where the other database runs them. */
class PostgresTest {

  @TempDir Path home;

  @Test
  void aFileLivesAndEnds() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
        Service service =
            new Service(
                home,
                "PACELINE_DATABASE_URL",
                "jdbc:postgresql://localhost:%d/postgres".formatted(postgres.getPort()),
                "PACELINE_DATABASE_USER",
                "postgres")) {
      Service.User ada = service.user("ada");
      byte[] content = UploadTest.random(Service.PART + 5);
      String id = ada.upload(content).body().get("id").asText();
      assertThat(ada.get("/files").body().get("items")).hasSize(1);
      assertThat(ada.content(id).body()).isEqualTo(content);
      assertThat(ada.change("DELETE", "/files/" + id, "/files/" + id).status()).isEqualTo(204);
      String binned = "/recycle-bin/" + id;
      assertThat(ada.change("POST", binned + "/restoration", binned).status()).isEqualTo(201);
      assertThat(ada.change("DELETE", "/files/" + id, "/files/" + id).status()).isEqualTo(204);
      assertThat(service.admin().ask("POST", "/file-checks", null).body().get("stored").asInt())
          .isEqualTo(1);
      service.clock.move(Duration.ofDays(31));
      Path stored = home.resolve("files/files").resolve(id.substring(34)).resolve(id);
      await().atMost(Duration.ofSeconds(20)).until(() -> !Files.exists(stored));
    }
  }
}
