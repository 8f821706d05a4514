package org.paceline.submitter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paceline.submitter.testing.Waiting.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.submitter.database.Database;
import org.paceline.submitter.testing.Answer;
import org.paceline.submitter.testing.Storage;

/** The same statements where the other database runs them. */
class PostgresTest {

  private static final String WAITING =
      "select count(*) from pg_stat_activity where datname = current_database()"
          + " and wait_event_type = 'Lock'";

  private static final String ADDING_UP = WAITING + " and query like '%sum(size)%from uploads%'";

  @TempDir Path home;
  private final ExecutorService client = Executors.newSingleThreadExecutor();

  @AfterEach
  void stop() {
    client.shutdown();
  }

  /** PostgreSQL refuses whatever follows in a transaction of which a statement failed. */
  @Test
  void ofTwoFirstChangesOfAQuotaThatMeetNoneFails() throws Exception {
    try (Service service = new Service(Storage.POSTGRESQL, home);
        Database database = service.database()) {
      Service.User admin = service.admin();
      String quota = "/users/%s/quota".formatted(admin.get("/users/me").text("id"));
      String holder = admin.get(quota).text("holder");
      Handle other = database.jdbi().open().begin();
      other.execute("insert into quotas (holder, version) values (?, 1)", UUID.fromString(holder));
      Future<Answer> change =
          client.submit(() -> admin.ask("PUT", quota, Map.of("bytes", 7), "If-Match", "\"1\""));
      await().until(() -> waiting(database) == 1);
      other.commit().close();
      assertThat(change.get().status()).isEqualTo(204);
      assertThat(admin.get(quota).json().get("most").asInt()).isEqualTo(7);
    }
  }

  private static int waiting(Database database) {
    return count(database, WAITING + " and query like '%quotas%'");
  }

  private static int count(Database database, String query) {
    return database
        .jdbi()
        .withHandle(handle -> handle.createQuery(query).mapTo(Integer.class).one());
  }

  /** A completion locks no quota: it moves bytes while somebody adds them up. */
  @Test
  void anUploadThatIsCompletedMeanwhileCountsForTheQuota() throws Exception {
    try (Service service = new Service(Storage.POSTGRESQL, home, "PACELINE_USER_BYTES", "1000");
        Database database = service.database()) {
      Service.User ada = service.user("ada");
      assertThat(ada.begin(UploadTest.random(600)).status()).isEqualTo(201);
      Handle completion = database.jdbi().open().begin();
      completion.execute("lock table uploads in access exclusive mode");
      Future<Answer> next = client.submit(() -> ada.begin(UploadTest.random(600)));
      await().until(() -> count(database, ADDING_UP) == 1);
      completion.execute(
          "insert into files (id, owner, name, kind, size, crc32c, space, created_at, version)"
              + " select id, owner, name, kind, size, '00000000', space, created_at, 1 from uploads");
      completion.execute("delete from uploads");
      completion.commit().close();
      next.get().refused(409, "your files may have 1000 bytes and have 600");
    }
  }

  @Test
  void aFileLivesAndEnds() throws Exception {
    try (Service service = new Service(Storage.POSTGRESQL, home)) {
      Service.User ada = service.user("ada");
      byte[] content = UploadTest.random(Service.PART + 5);
      String id = ada.upload(content).json().get("id").asText();
      assertThat(ada.get("/files").json().get("items")).hasSize(1);
      assertThat(ada.content(id).body()).isEqualTo(content);
      assertThat(ada.change("DELETE", "/files/" + id, "/files/" + id).status()).isEqualTo(204);
      String binned = "/recycle-bin/" + id;
      assertThat(ada.change("POST", binned + "/restoration", binned).status()).isEqualTo(201);
      assertThat(ada.change("DELETE", "/files/" + id, "/files/" + id).status()).isEqualTo(204);
      assertThat(service.admin().ask("POST", "/file-checks", null).json().get("stored").asInt())
          .isEqualTo(1);
      service.clock().advance(Duration.ofDays(31));
      Path stored = home.resolve("files/files").resolve(id.substring(34)).resolve(id);
      await().until(() -> !Files.exists(stored));
    }
  }
}
