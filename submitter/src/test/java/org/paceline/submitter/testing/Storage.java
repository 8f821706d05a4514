package org.paceline.submitter.testing;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The databases that the same tests run on. */
public enum Storage {
  H2 {
    @Override
    public Map<String, String> settings(Path home) {
      return Map.of();
    }

    @Override
    String waiting() {
      return "select count(*) from information_schema.sessions where blocker_id is not null";
    }
  },

  /** A real one, once a JVM, with a database for each server. */
  POSTGRESQL {
    @Override
    public Map<String, String> settings(Path home) {
      String name = "paceline" + DATABASES.incrementAndGet();
      try (Connection connection = Postgres.started().getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("create database " + name);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
      return Map.of(
          "PACELINE_DATABASE_URL",
          "jdbc:postgresql://localhost:%s/%s".formatted(Postgres.started().getPort(), name),
          "PACELINE_DATABASE_USER",
          "postgres");
    }

    @Override
    String waiting() {
      return "select count(*) from pg_stat_activity"
          + " where wait_event_type = 'Lock' and datname = current_database()";
    }
  };

  private static final AtomicInteger DATABASES = new AtomicInteger();

  /**
   * Where a server keeps what it knows.
   *
   * @param home its folder
   * @return settings, as environment variables
   */
  public abstract Map<String, String> settings(Path home);

  /** The query for how many transactions wait for another at this moment. */
  abstract String waiting();
}
