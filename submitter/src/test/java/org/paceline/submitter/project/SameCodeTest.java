package org.paceline.submitter.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.submitter.testing.Answer;
import org.paceline.submitter.testing.HeldRows;
import org.paceline.submitter.testing.OnEveryStorage;
import org.paceline.submitter.testing.Person;
import org.paceline.submitter.testing.Storage;
import org.paceline.submitter.testing.TestServer;

/** Two who use one code: both are about to count its use when either may. */
@OnEveryStorage
class SameCodeTest {

  private static final String CODES = "select * from invite_codes for update";

  private final Storage storage;
  private final ExecutorService clients = Executors.newFixedThreadPool(2);
  private TestServer server;

  SameCodeTest(Storage storage) {
    this.storage = storage;
  }

  @BeforeEach
  void start(@TempDir Path home) {
    server = TestServer.start(storage, home);
  }

  @AfterEach
  void stop() {
    clients.shutdown();
    server.close();
  }

  @Test
  void ofTwoWhoUseASingleCodeAtOnceOneComesIn() throws Exception {
    Person owner = server.person("olga");
    String path =
        "/projects/" + owner.post("/projects", Map.of("name", "birds")).created().text("id");
    String code = owner.post(path + "/invite-codes", Map.of()).created().text("code");
    assertThat(joined(code, server.person("max"), server.person("vera")))
        .containsExactlyInAnyOrder(201, 404);
    assertThat(owner.get(path + "/members").all("name")).hasSize(2);
  }

  private List<Integer> joined(String code, Person one, Person other) throws Exception {
    try (HeldRows codes = new HeldRows(server, storage, CODES)) {
      Future<Answer> first = clients.submit(() -> join(one, code));
      Future<Answer> second = clients.submit(() -> join(other, code));
      codes.awaitWaiting(2);
      codes.letGo();
      return List.of(first.get().status(), second.get().status());
    }
  }

  private static Answer join(Person person, String code) {
    return person.post("/memberships", Map.of("code", code));
  }
}
