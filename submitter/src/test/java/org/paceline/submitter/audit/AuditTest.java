package org.paceline.submitter.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.submitter.Answer;
import org.paceline.submitter.OnEveryStorage;
import org.paceline.submitter.Storage;
import org.paceline.submitter.TestServer;
import org.paceline.submitter.database.Database;

/** A chain of lines, and whoever breaks it. */
@OnEveryStorage
class AuditTest {

  private static final String AUDIT = "/api/v1/audit";

  private final Storage storage;
  private TestServer server;
  private Database database;
  private Audit audit;

  AuditTest(Storage storage) {
    this.storage = storage;
  }

  @BeforeEach
  void start(@TempDir Path home) {
    server = TestServer.start(storage, home);
    database = server.database();
    audit = new Audit(database.jdbi(), server.clock());
  }

  @AfterEach
  void stop() {
    database.close();
    server.close();
  }

  @Test
  void everyChangeIsALine() {
    String admin = server.admin();
    server.post("/api/v1/invitations", admin, null).is(201);
    server.user("ada");
    List<String> actions = new ArrayList<>();
    for (JsonNode line : server.get(AUDIT, admin).is(200).json().path("items")) {
      actions.add(line.path("actor").asText() + " " + line.path("action").asText());
    }
    assertThat(actions)
        .containsExactly(
            "system user.registered",
            "admin session.opened",
            "admin user.password-changed",
            "admin user.invited",
            "ada user.registered",
            "ada session.opened");
    assertThat(audit.broken()).isEmpty();
  }

  @Test
  void aChangedLineIsFound() {
    write(5);
    execute("update audit set subject = 'another' where seq = 3");
    assertThat(audit.broken()).contains(3L);
  }

  @Test
  void aMissingLineIsFound() {
    write(5);
    execute("delete from audit where seq = 4");
    assertThat(audit.broken()).contains(4L);
  }

  @Test
  void aLineThatIsHashedAnewBreaksTheNext() {
    write(5);
    AuditLine before = audit.lines(null, 1, 1).get(0);
    AuditLine forged =
        AuditLine.after(before, before.at(), "eve", "project.created", "another", null);
    execute("delete from audit where seq = 3");
    database.jdbi().useExtension(AuditTable.class, table -> table.add(forged));
    assertThat(audit.broken()).contains(4L);
  }

  @Test
  void itIsFollowedBeyondOnePage() {
    write(520);
    assertThat(audit.broken()).isEmpty();
    execute("update audit set actor = 'eve' where seq = 510");
    assertThat(audit.broken()).contains(510L);
  }

  @Test
  void severalInstancesWriteOneChain() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (Database second = server.database()) {
      List<Audit> instances =
          List.of(
              audit,
              new Audit(second.jdbi(), server.clock()),
              new Audit(database.jdbi(), server.clock()));
      List<Callable<Void>> writers = new ArrayList<>();
      for (Audit instance : instances) {
        writers.add(
            () -> {
              for (int i = 0; i < 25; i++) {
                instance.write("ada", "job.submitted", "job " + i);
              }
              return null;
            });
      }
      for (Future<Void> written : threads.invokeAll(writers)) {
        written.get();
      }
    } finally {
      threads.shutdown();
    }
    assertThat(audit.lines(null, 1, 1000)).hasSize(75);
    assertThat(audit.broken()).isEmpty();
  }

  @Test
  void aProjectHasLinesOfItsOwn() {
    UUID project = UUID.randomUUID();
    audit.write("ada", "project.created", "alpha", project);
    audit.write("ada", "session.opened", "ada");
    assertThat(audit.lines(project, 0, 10)).extracting(AuditLine::subject).containsExactly("alpha");
    assertThat(audit.broken()).isEmpty();
  }

  @Test
  void itIsReadPageByPage() {
    String admin = server.admin();
    write(7);
    List<Long> numbers = new ArrayList<>();
    String cursor = "";
    int pages = 0;
    while (cursor != null) {
      String path = AUDIT + "?limit=4" + (cursor.isEmpty() ? "" : "&cursor=" + cursor);
      JsonNode page = server.get(path, admin).is(200).json();
      page.path("items").forEach(line -> numbers.add(line.path("seq").asLong()));
      cursor = page.has("next") ? page.path("next").asText() : null;
      pages++;
    }
    assertThat(numbers).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
    assertThat(pages).isEqualTo(3);
  }

  @Test
  void aPageIsAskedForByRules() {
    String admin = server.admin();
    for (String limit : List.of("0", "-1", "many", "99999")) {
      Answer refused = server.get(AUDIT + "?limit=" + limit, admin);
      refused.problem(400, "invalid-request").says("not '%s'".formatted(limit));
    }
    server.get(AUDIT + "?cursor=%21", admin).problem(400, "invalid-request").says("cursor");
    server.get(AUDIT + "?cursor=YWRh", admin).problem(400, "invalid-request").says("another list");
  }

  private void write(int lines) {
    for (int i = 0; i < lines; i++) {
      audit.write("ada", "project.created", "project " + i);
    }
  }

  private void execute(String sql) {
    database.jdbi().useHandle(handle -> handle.execute(sql));
  }
}
