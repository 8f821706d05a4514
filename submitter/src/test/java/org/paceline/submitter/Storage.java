package org.paceline.submitter;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
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
    Map<String, String> settings(Path home) {
      return Map.of();
    }
  },

  /**
   * A real one, once a JVM, with a database for each server. PostgreSQL refuses to run as root;
   * zonky starts it in a user namespace of its own then.
   */
  POSTGRESQL {
    @Override
    Map<String, String> settings(Path home) {
      String name = "paceline" + DATABASES.incrementAndGet();
      try (Connection connection = Process.POSTGRES.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("create database " + name);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
      return Map.of(
          "PACELINE_DATABASE_URL",
          "jdbc:postgresql://localhost:%d/%s".formatted(Process.POSTGRES.getPort(), name),
          "PACELINE_DATABASE_USER",
          "postgres");
    }
  };

  private static final AtomicInteger DATABASES = new AtomicInteger();

  /** Where a server keeps what it knows. */
  abstract Map<String, String> settings(Path home);

  private static final class Process {
    static final EmbeddedPostgres POSTGRES = start();

    private static EmbeddedPostgres start() {
      try {
        EmbeddedPostgres started = EmbeddedPostgres.start();
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
