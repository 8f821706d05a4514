package org.paceline.submitter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.paceline.submitter.testing.Waiting.await;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.submitter.testing.Answer;
import org.paceline.submitter.testing.Storage;

/**
 * The service is killed with -9 in the middle of a completion: it has put the file in place, and
 * its row is not written.
 */
class CrashTest {

  private static final String WRITES_ITS_ROW =
      "select count(*) from pg_stat_activity where datname = current_database()"
          + " and wait_event_type = 'Lock' and query like 'insert into files%'";

  private final byte[] content = UploadTest.random(2 * Service.PART + 500);
  @TempDir Path home;
  private Map<String, String> database;
  private String upload;

  @BeforeEach
  void killInTheMiddle() throws Exception {
    database = Storage.POSTGRESQL.settings(home);
    Jdbi jdbi =
        Jdbi.create(
            database.get("PACELINE_DATABASE_URL"), database.get("PACELINE_DATABASE_USER"), "");
    ExecutorService client = Executors.newSingleThreadExecutor();
    try (ServiceProcess service = new ServiceProcess(home, database);
        Handle holder = jdbi.open().begin()) {
      service.changeOneTimePassword();
      send(service);
      // Rows can be read, and none be added: so far the completion goes, and no further.
      holder.execute("lock table files in share mode");
      Future<HttpResponse<byte[]>> completion =
          client.submit(() -> service.complete(upload, content));
      await().until(() -> jdbi.withHandle(CrashTest::writing) == 1);
      service.kill();
      assertThatThrownBy(completion::get).as("nothing was promised").isNotNull();
      holder.rollback();
    } finally {
      client.shutdown();
    }
    assertThat(stored()).hasBinaryContent(content);
  }

  private static int writing(Handle handle) {
    return handle.createQuery(WRITES_ITS_ROW).mapTo(Integer.class).one();
  }

  private void send(ServiceProcess service) throws Exception {
    service.register();
    service.signIn();
    upload = service.begun(content);
    List<byte[]> parts = Service.parts(content);
    for (int number = 1; number <= parts.size(); number++) {
      assertThat(service.part(upload, number, parts.get(number - 1))).isEqualTo(204);
    }
  }

  /** Again, on the same folder and database. */
  private Service started() {
    return new Service(
        home,
        "PACELINE_DATABASE_URL",
        database.get("PACELINE_DATABASE_URL"),
        "PACELINE_DATABASE_USER",
        database.get("PACELINE_DATABASE_USER"));
  }

  private Path stored() {
    return home.resolve("files/files").resolve(upload.substring(34)).resolve(upload);
  }

  private Answer complete(Service.User ada) {
    Map<String, String> whole = Map.of("sha256", Service.sha256(content));
    return ada.ask("POST", "/uploads/" + upload + "/completion", whole);
  }

  private static long used(Service.User user) {
    String id = user.get("/users/me").ok().text("id");
    return user.get("/users/" + id + "/quota").ok().json().get("used").asLong();
  }

  @Test
  void whatArrivedIsThereAndNothingIsAFile() {
    try (Service service = started()) {
      Service.User ada = service.signIn("ada");
      assertThat(ada.get("/uploads/" + upload).ok().json().get("parts").findValuesAsText("number"))
          .containsExactly("1", "2", "3");
      assertThat(used(ada)).isEqualTo(content.length);
      assertThat(ada.get("/files").all("id")).isEmpty();
      assertThat(ada.content(upload).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void theNextAttemptCompletesItOnce() {
    try (Service service = started()) {
      Service.User ada = service.signIn("ada");
      // What the one that is gone has claimed is free by the clock.
      service.clock().advance(Duration.ofSeconds(31));
      complete(ada).created();
      assertThat(ada.content(upload).body()).isEqualTo(content);
      assertThat(ada.get("/files").all("id")).containsExactly(upload);
      assertThat(ada.get("/uploads").all("id")).isEmpty();
      assertThat(used(ada)).as("each part counts once").isEqualTo(content.length);
      assertThat(service.signIn("admin").get("/audit?limit=1000").all("action"))
          .containsOnlyOnce("file.added");
    }
  }

  @Test
  void theCheckFindsItAndTheUploadsEndTakesIt() {
    try (Service service = started()) {
      service.clock().advance(Duration.ofHours(2));
      Service.User admin = service.signIn("admin");
      Answer check = admin.ask("POST", "/file-checks", null).created();
      assertThat(check.json().get("findings").asInt()).isEqualTo(1);
      Answer findings = admin.get(check.header("Location").substring("/api/v1".length()));
      assertThat(findings.all("file")).containsExactly(upload);
      assertThat(findings.all("problem")).containsExactly("not-recorded");
      assertThat(stored()).as("a check changes nothing").exists();

      service.clock().advance(Duration.ofDays(3));
      await().until(() -> !Files.exists(stored()));
    }
  }
}
