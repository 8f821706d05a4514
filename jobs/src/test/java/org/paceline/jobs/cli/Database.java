package org.paceline.jobs.cli;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
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
      EmbeddedPostgres postgres = EmbeddedPostgres.start();
      return Map.of(
          "PACELINE_DATABASE_URL",
          "jdbc:postgresql://localhost:%d/postgres".formatted(postgres.getPort()),
          "PACELINE_DATABASE_USER",
          "postgres");
    }
  };

  /** What the service is told. */
  abstract Map<String, String> settings() throws IOException;
}
