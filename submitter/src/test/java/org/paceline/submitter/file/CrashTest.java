package org.paceline.submitter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.submitter.storage.LocalStorage;
import org.paceline.submitter.storage.Storage;
import org.paceline.submitter.testing.Answer;

/**
 * What a process leaves that is killed after it put a file in place and before it wrote its row.
 */
class CrashTest {

  private static final String H2 =
      ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";

  @TempDir Path home;
  private String upload;

  /** All is as after the kill: parts, the claim, the bytes in place, no row. */
  private byte[] killed() throws Exception {
    byte[] content = UploadTest.random(500);
    try (Service service = new Service(home)) {
      Service.User ada = service.user("ada");
      upload = ada.begin(content).json().get("id").asText();
      ada.part(upload, 1, content);
      service.admin();
    }
    UUID id = UUID.fromString(upload);
    try (LocalStorage storage = new LocalStorage(home.resolve("files"))) {
      storage.keep(new Storage.Draft(id, content.length, ""), List.of());
    }
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:h2:file:" + home.resolve("database") + H2, "paceline", "");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "update uploads set claim = id, claimed_until = dateadd('second', 120, current_timestamp)");
    }
    return content;
  }

  private Path stored() {
    return home.resolve("files/files").resolve(upload.substring(34)).resolve(upload);
  }

  @Test
  void theNextAttemptCompletesIt() throws Exception {
    byte[] content = killed();
    try (Service service = new Service(home)) {
      Service.User ada = service.signIn("ada");
      assertThat(ada.ask("POST", "/uploads/" + upload + "/completion", null).status())
          .isEqualTo(201);
      assertThat(ada.content(upload).body()).isEqualTo(content);
    }
  }

  @Test
  void theCheckFindsItAndTheUploadsEndTakesIt() throws Exception {
    killed();
    try (Service service = new Service(home)) {
      service.clock().advance(Duration.ofHours(2));
      Service.User admin = service.admin();
      Answer check = admin.ask("POST", "/file-checks", null);
      assertThat(check.json().get("findings").asInt()).isEqualTo(1);
      Answer findings = admin.get(check.header("Location").substring("/api/v1".length()));
      assertThat(findings.json().get("items").get(0).get("file").asText()).isEqualTo(upload);
      assertThat(findings.json().get("items").get(0).get("problem").asText())
          .isEqualTo("not-recorded");
      assertThat(stored()).as("a check changes nothing").exists();

      service.clock().advance(Duration.ofDays(3));
      await().atMost(Duration.ofSeconds(20)).until(() -> !Files.exists(stored()));
    }
  }
}
