package org.paceline.submitter.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.submitter.database.Database;
import org.paceline.submitter.testing.Answer;
import org.paceline.submitter.testing.AtOnce;
import org.paceline.submitter.testing.OnEveryStorage;
import org.paceline.submitter.testing.Storage;
import org.paceline.submitter.testing.TestServer;

/** A chain of lines, and whoever breaks it. */
@OnEveryStorage
class AuditTest {

  private static final String AUDIT = "/api/v1/audit";

  private static final int WRITERS = 4;

  private static final int CHANGES = 100;

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
    assertThat(verify().whole()).isTrue();
  }

  /** Each with a change of its own, some of which fail after the line was written. */
  @Test
  void manyWritersAtSeveralInstancesWriteOneChain() throws Exception {
    execute("create table changes (id integer primary key)");
    List<Database> instances = server.instances().stream().map(TestServer::database).toList();
    List<Callable<Void>> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      Database of = instances.get(i % instances.size());
      int first = i * CHANGES;
      writers.add(() -> change(of, first));
    }
    try {
      AtOnce.all(writers);
    } finally {
      instances.forEach(Database::close);
    }
    int written = WRITERS * CHANGES * 4 / 5;
    assertThat(audit.lines(null, 1, 1000)).hasSize(written);
    assertThat(verify()).isEqualTo(new Verification(written + 1, audit.head(), null, null));
  }

  private Void change(Database of, int first) {
    Audit instance = new Audit(of.jdbi(), server.clock());
    for (int i = first; i < first + CHANGES; i++) {
      int id = i;
      try {
        of.jdbi()
            .useTransaction(
                handle -> {
                  handle.execute("insert into changes values (?)", id);
                  instance.write(handle, "ada", "job.submitted", "job " + id);
                  if (id % 5 == 0) {
                    throw new IllegalStateException("rolled back");
                  }
                });
      } catch (IllegalStateException e) {
        assertThat(e).hasMessage("rolled back");
      }
    }
    return null;
  }

  @Test
  void aLineBelongsToATransaction() {
    assertThatThrownBy(
            () ->
                database
                    .jdbi()
                    .useHandle(handle -> audit.write(handle, "ada", "job.submitted", "job 1")))
        .hasMessage("a line of the audit belongs to a transaction: job.submitted");
  }

  @Test
  void whatCannotBeToldIsNotDone() {
    String ada = server.user("ada");
    execute("alter table audit add constraint silent check (action <> 'project.created')");
    server.post("/api/v1/projects", ada, TestServer.json("name", "birds")).is(500);
    assertThat(server.get("/api/v1/projects", ada).is(200).json().path("items")).isEmpty();
    execute("alter table audit drop constraint silent");
    server.post("/api/v1/projects", ada, TestServer.json("name", "birds")).is(201);
    assertThat(verify().whole()).isTrue();
  }

  @Test
  void aLongSubjectIsShortened() {
    tell("ada", "file.added", "x".repeat(253) + "😀😀");
    assertThat(audit.lines(null, 1, 1).get(0).subject()).isEqualTo("x".repeat(253) + "…");
    assertThat(verify().whole()).isTrue();
  }

  @Test
  void aProjectHasLinesOfItsOwn() {
    UUID project = UUID.randomUUID();
    database
        .jdbi()
        .useTransaction(handle -> audit.write(handle, "ada", "project.created", "alpha", project));
    tell("ada", "session.opened", "ada");
    assertThat(audit.lines(project, 0, 10)).extracting(AuditLine::subject).containsExactly("alpha");
    assertThat(verify().whole()).isTrue();
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

  private Verification verify() {
    return audit.verify(Optional.empty(), (lines, of) -> {});
  }

  private void write(int lines) {
    for (int i = 0; i < lines; i++) {
      tell("ada", "project.created", "project " + i);
    }
  }

  private void tell(String actor, String action, String subject) {
    database.jdbi().useTransaction(handle -> audit.write(handle, actor, action, subject));
  }

  private void execute(String sql) {
    database.jdbi().useHandle(handle -> handle.execute(sql));
  }
}
