package org.paceline.submitter.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.submitter.testing.OnEveryStorage;
import org.paceline.submitter.testing.Storage;

/** What an older version has written is there after the tables were brought up to date. */
@OnEveryStorage
record MigrationTest(Storage storage, @TempDir Path home) {

  private static final String USER = "5f0f8e9e-6b1a-4b3c-9f0d-3a5d0c0e7a11";
  private static final String PROJECT = "1c2f2c7e-7f0b-4f0e-8d43-0c6f3c9c1b2a";
  private static final String NOW = "timestamp with time zone '2026-11-23 12:00:00+00'";

  @Test
  void rowsOfTheTenthVersionStay() {
    Map<String, String> settings = storage.settings(home);
    String url =
        settings.getOrDefault(
            "PACELINE_DATABASE_URL",
            "jdbc:h2:file:" + home.resolve("old") + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE");
    String user = settings.getOrDefault("PACELINE_DATABASE_USER", "sa");
    Flyway.configure().dataSource(url, user, "").target("10").load().migrate();
    Jdbi jdbi = Jdbi.create(url, user, "");
    jdbi.useHandle(MigrationTest::write);

    Flyway.configure().dataSource(url, user, "").load().migrate();

    jdbi.useHandle(MigrationTest::read);
  }

  private static void write(Handle handle) {
    handle.execute(
        "insert into users (id, name, password_hash, admin, must_change_password, created_at,"
            + " version) values ('%s', 'ada', 'hash', true, false, %s, 1)".formatted(USER, NOW));
    for (String key : List.of("first", "second")) {
      handle.execute(
          "insert into idempotent_requests (user_id, idempotency_key, request_hash, status, body,"
              + " created_at) values ('%s', '%s', 'r', 201, 'sealed', %s)"
                  .formatted(USER, key, NOW));
      handle.execute(
          "insert into invitations (code_hash, made_by, expires_at) values ('%s', '%s', %s)"
              .formatted(key, USER, NOW));
    }
    handle.execute(
        "insert into projects (id, name, owner_id, created_at, version)"
            + " values ('%s', 'birds', '%s', %s, 1)".formatted(PROJECT, USER, NOW));
    handle.execute(
        "insert into invite_codes (id, project_id, code_hash, role, uses_left, created_at,"
            + " expires_at) values ('%s', '%s', 'code', 'MEMBER', 1, %s, %s)"
                .formatted(UUID.randomUUID(), PROJECT, NOW, NOW));
  }

  private static void read(Handle handle) {
    assertThat(all(handle, "select scope from idempotent_requests where status = 201"))
        .containsExactly(USER, USER);
    assertThat(all(handle, "select cast(id as varchar(64)) from invitations"))
        .hasSize(2)
        .doesNotHaveDuplicates()
        .doesNotContainNull();
    assertThat(all(handle, "select cast(version as varchar(8)) from invite_codes"))
        .containsExactly("1");
    handle.execute("delete from projects");
    handle.execute("delete from users");
    assertThat(all(handle, "select scope from idempotent_requests")).isEmpty();
    assertThat(all(handle, "select code_hash from invitations")).isEmpty();
  }

  private static List<String> all(Handle handle, String query) {
    return handle.createQuery(query).mapTo(String.class).list();
  }
}
