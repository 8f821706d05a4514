package org.paceline.benchmarks.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paceline.benchmarks.BenchmarkResult;
import org.paceline.benchmarks.Setting;

class ServiceResultsTest {

  private static final Setting SETTING =
      new Setting(
          "service", "c", "2026-11-30T10:00:00Z", "p", 2, "s", null, Map.of(), Map.of(), null);

  @TempDir private Path folder;

  static Stream<BenchmarkResult> results() {
    Map<String, Latencies> latencies = Map.of("read", new Latencies(10, 1, 2, 3, 4, 5));
    return Stream.of(
        new ServiceResult(
            SETTING,
            new Load(2, 1, 0, 10, "h2", 1),
            800,
            latencies,
            latencies,
            latencies,
            Map.of(200, 10L),
            0,
            List.of(),
            Map.of("service", 0.5),
            0.1,
            new Memory(50, 51, 300, 0.1, 3, 2, 5),
            List.of(new Watch.Look(1, 300, 50, 20, 1, 0))),
        new TransferResult(
            SETTING,
            2048,
            false,
            0.1,
            List.of(new TransferResult.Seconds(1, 2, 3, 4)),
            100,
            300,
            List.of(new TransferResult.Interruption("client", 500, 0, false, true))));
  }

  @ParameterizedTest
  @MethodSource("results")
  void whatIsWrittenIsReadAgainAndDrawn(BenchmarkResult result) throws IOException {
    ObjectMapper json = new ObjectMapper();
    BenchmarkResult read = json.readValue(json.writeValueAsString(result), result.getClass());
    assertThat(read).isEqualTo(result);
    assertThat(read.text()).isEqualTo(result.text());
    assertThat(read.tables()).hasSize(2);
    read.picture().write(folder.resolve("one"));
    assertThat(Files.exists(folder.resolve("one.svg"))).isTrue();
  }
}
