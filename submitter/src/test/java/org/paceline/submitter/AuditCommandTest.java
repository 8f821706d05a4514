package org.paceline.submitter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.submitter.database.Database;
import org.paceline.submitter.testing.Answer;
import org.paceline.submitter.testing.OnEveryStorage;
import org.paceline.submitter.testing.Storage;
import org.paceline.submitter.testing.TestServer;

/** The chain is followed by a command that needs no service. */
@OnEveryStorage
class AuditCommandTest {

  private final Storage storage;
  private final Map<String, String> environment = new HashMap<>();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path home;

  AuditCommandTest(Storage storage) {
    this.storage = storage;
  }

  @Test
  void itFollowsTheChainAndNamesTheFirstLineThatIsBroken() {
    environment.putAll(storage.settings(home));
    environment.put("PACELINE_HOME", home.toString());
    String[] settings =
        environment.entrySet().stream()
            .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue()))
            .toArray(String[]::new);
    String head;
    try (TestServer server = TestServer.startOn(home, settings)) {
      server.user("ada");
      head = head(server);
    }
    assertThat(verify()).isZero();
    assertThat(out.toString()).contains("5 lines, each as it was written").contains("head " + head);
    assertThat(verify("--expect", head)).isZero();
    assertThat(verify("--expect", "9" + head.substring(1))).isEqualTo(1);
    assertThat(out.toString()).contains("broken: line 6 is missing: line 9 was noted");
    try (TestServer server = TestServer.startOn(home, settings);
        Database database = server.database()) {
      database
          .jdbi()
          .useHandle(handle -> handle.execute("update audit set actor = 'eve' where seq = 2"));
      if (storage == Storage.POSTGRESQL) {
        assertThat(verify()).as("while the service runs").isEqualTo(1);
      }
    }
    assertThat(verify()).isEqualTo(1);
    assertThat(out.toString()).contains("broken: line 2 is not as it was written");
    assertThat(err.toString()).isEmpty();
  }

  private static String head(TestServer server) {
    Answer head = server.get("/api/v1/audit/head", server.admin()).is(200);
    return head.json().path("seq").asText() + ":" + head.text("hash");
  }

  @Test
  void whatCannotBeFollowedIsSaid() {
    environment.put("PACELINE_HOME", home.resolve("nothing").toString());
    environment.put("PACELINE_PROT", "1");
    assertThat(verify()).isEqualTo(2);
    assertThat(err.toString()).contains("paceline audit verify: PACELINE_PROT is no setting");
    environment.remove("PACELINE_PROT");
    assertThat(verify()).isEqualTo(2);
    assertThat(err.toString()).contains("is not there, or the service uses it: stop it first");
    assertThat(home.resolve("nothing")).doesNotExist();
    assertThat(verify("--expect", "3")).isEqualTo(2);
    assertThat(err.toString()).contains("a head must be a line's number and hash");
    assertThat(AuditCommand.run(environment, new PrintWriter(out), new PrintWriter(err, true)))
        .isEqualTo(2);
    assertThat(err.toString()).contains("the word is verify");
  }

  private int verify(String... more) {
    String[] args = new String[more.length + 1];
    args[0] = "verify";
    System.arraycopy(more, 0, args, 1, more.length);
    return AuditCommand.run(
        environment, new PrintWriter(out, true), new PrintWriter(err, true), args);
  }
}
