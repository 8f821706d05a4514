package org.paceline.benchmarks.service;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A real PostgreSQL on this computer, which keeps what it has promised: the embedded one comes for
 * tests, without synchronous writing, and here that is on.
 */
final class PostgresServer implements AutoCloseable {

  private final EmbeddedPostgres postgres;
  private final Path data;

  private PostgresServer(EmbeddedPostgres postgres, Path data) {
    this.postgres = postgres;
    this.data = data;
  }

  static PostgresServer start(Path folder) throws IOException {
    Path data = folder.resolve("postgresql");
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on");
    return new PostgresServer(builder.start(), data);
  }

  Map<String, String> settings() {
    return Map.of(
        "database-url",
        "jdbc:postgresql://localhost:%s/postgres".formatted(postgres.getPort()),
        "database-user",
        "postgres");
  }

  /** The process that all its others come from. */
  long pid() throws IOException {
    return Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).trim());
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }
}
