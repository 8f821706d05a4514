package org.paceline.submitter.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageMetricsTest {

  @TempDir Path home;

  @Test
  void whatIsStoredIsToldByItsPlace() throws Exception {
    try (Service service = new Service(home)) {
      Service.User ada = service.user("ada");
      ada.upload(new byte[1000], "name", "kept");
      ada.upload(new byte[200], "name", "short", "space", "short-term", "ttlSeconds", "60");
      String binned = ada.upload(new byte[30], "name", "binned").json().get("id").asText();
      ada.change("DELETE", "/files/" + binned, "/files/" + binned);
      ada.begin(new byte[4], "name", "begun");
    }
    MeterRegistry registry = new SimpleMeterRegistry();
    new StorageMetrics(
            Jdbi.create(
                "jdbc:h2:file:"
                    + home.resolve("database")
                    + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE",
                "paceline",
                ""),
            registry)
        .bind();
    assertPlace(registry, "kept", 1, 1000);
    assertPlace(registry, "short-term", 1, 200);
    assertPlace(registry, "bin", 1, 30);
    assertPlace(registry, "uploads", 1, 4);
  }

  private static void assertPlace(MeterRegistry registry, String place, int files, int bytes) {
    assertThat(value(registry, "paceline.storage.files", place)).as(place).isEqualTo(files);
    assertThat(value(registry, "paceline.storage.size", place)).as(place).isEqualTo(bytes);
  }

  private static double value(MeterRegistry registry, String name, String place) {
    return registry.get(name).tag("place", place).gauge().value();
  }
}
