package org.paceline.submitter.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paceline.submitter.testing.TestServer.PASSWORD;
import static org.paceline.submitter.testing.Waiting.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.submitter.testing.OnEveryStorage;
import org.paceline.submitter.testing.Storage;
import org.paceline.submitter.testing.TestServer;

/** What is over is deleted by the clock. */
@OnEveryStorage
record UpkeepTest(Storage storage, @TempDir Path home) {

  private static final String KEY = "8e03978e-40d5-43dd-bc93-6894a57f9324";

  @Test
  void rowsThatNothingAsksForAreDeleted() {
    try (TestServer server = TestServer.start(storage, home, "PACELINE_SWEEP_SECONDS", "1");
        Database database = server.database()) {
      String admin = server.admin();
      server.send(
          server.request("POST", "/api/v1/invitations", admin, "").header("Idempotency-Key", KEY));
      server.user("ada");
      server.signIn("eve", "not the password").is(401);
      String project =
          server
              .post("/api/v1/projects", admin, TestServer.json("name", "birds"))
              .is(201)
              .text("id");
      server.post("/api/v1/projects/" + project + "/invite-codes", admin, "{}").is(201);
      server.post("/api/v1/users/me/totp", admin, TestServer.json("password", PASSWORD)).is(201);
      Map<String, Integer> before = counts(database);
      assertThat(before.values()).as("%s", before).allMatch(count -> count > 0);
      server.clock().advance(Duration.ofDays(31));
      await()
          .untilAsserted(() -> assertThat(counts(database).values()).allMatch(count -> count == 0));
      server.signIn("ada", PASSWORD).is(201);
    }
  }

  private static Map<String, Integer> counts(Database database) {
    Map<String, Integer> counts = new TreeMap<>();
    for (String table :
        new String[] {
          "refresh_tokens",
          "invitations",
          "signing_keys",
          "sign_in_counts",
          "idempotent_requests",
          "invite_codes",
          "totp"
        }) {
      counts.put(
          table,
          database
              .jdbi()
              .withHandle(
                  handle ->
                      handle
                          .createQuery("select count(*) from " + table)
                          .mapTo(Integer.class)
                          .one()));
    }
    return counts;
  }
}
