package org.paceline.submitter.file;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jdbi.v3.core.Jdbi;

/**
 * What is stored, asked of the database when somebody looks. Instances that share it tell the same:
 * their figures are not to be added. Thread-safe.
 */
final class StorageMetrics {

  private static final String BYTES = "select coalesce(sum(size), 0) from ";
  private static final String COUNT = "select count(*) from ";
  private static final String KEPT = "files where deleted_at is null and space = 'KEPT'";
  private static final String SHORT_TERM =
      "files where deleted_at is null and space = 'SHORT_TERM'";
  private static final String BIN = "files where deleted_at is not null";

  private final Jdbi jdbi;
  private final MeterRegistry registry;

  StorageMetrics(Jdbi jdbi, MeterRegistry registry) {
    this.jdbi = jdbi;
    this.registry = registry;
  }

  void bind() {
    bind("kept", KEPT);
    bind("short-term", SHORT_TERM);
    bind("bin", BIN);
    bind("uploads", "uploads");
  }

  private void bind(String place, String rows) {
    gauge("paceline.storage.size", place, BYTES + rows, "Bytes of files, as told for uploads")
        .baseUnit("bytes")
        .register(registry);
    gauge("paceline.storage.files", place, COUNT + rows, "Files, and uploads under way")
        .register(registry);
  }

  private Gauge.Builder<?> gauge(String name, String place, String query, String description) {
    return Gauge.builder(name, () -> asked(query)).tag("place", place).description(description);
  }

  private long asked(String query) {
    return jdbi.withHandle(handle -> handle.createQuery(query).mapTo(Long.class).one());
  }
}
