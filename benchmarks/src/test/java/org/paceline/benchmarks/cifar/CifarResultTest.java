package org.paceline.benchmarks.cifar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.benchmarks.Setting;

class CifarResultTest {

  /** A run with a point every so many seconds. */
  static RunRecord run(String row, long seed, double secondsOfEpoch, double... accuracies) {
    List<Point> points =
        IntStream.range(0, accuracies.length)
            .mapToObj(i -> new Point(i + 1, (i + 1) * secondsOfEpoch, accuracies[i]))
            .toList();
    double seconds = accuracies.length * secondsOfEpoch;
    return new RunRecord(
        row,
        seed,
        "2026-11-30T12:00:00Z",
        "Ryzen",
        "cgroup v1 CPU quota",
        Map.of("paceline", "0.1.0"),
        List.of(new RunRecord.Worker("0.8", 400, 390), new RunRecord.Worker("0.2", 100, 97)),
        1000L * accuracies.length,
        seconds,
        seconds + 20,
        0.9,
        new Curve(points));
  }

  private static final Setting SETTING =
      new Setting(
          "cifar",
          "benchmarks/run cifar",
          "2026-11-30T12:00:00Z",
          "Ryzen",
          2,
          "Linux amd64",
          null,
          Map.of(),
          Map.of("--model", "cnn", "--data", "cifar10:/data/cifar"),
          null);

  private static final CifarResult RESULT =
      new CifarResult(
          SETTING,
          List.of(
              run("proportional", 1, 10, 0.50, 0.70),
              run("equal", 1, 25, 0.50, 0.71),
              run("fedavg", 1, 25, 0.45, 0.60),
              run("proportional", 2, 10, 0.52, 0.72),
              run("equal", 2, 25, 0.50, 0.70),
              run("fedavg", 2, 25, 0.45, 0.80)));

  @Test
  void afterEqualEpochsRowsAreComparedSeedBySeed() {
    assertThat(RESULT.commonEpochs()).isEqualTo(2);
    assertThat(RESULT.afterEqualEpochs("proportional").orElseThrow().mean())
        .isCloseTo(0.71, within(1e-9));
    Spread against = RESULT.against("proportional", "equal").orElseThrow();
    assertThat(against.mean()).isCloseTo(0.005, within(1e-9));
    assertThat(against.least()).isCloseTo(-0.01, within(1e-9));
    assertThat(against.points()).isEqualTo("+0.50 (-1.00 to +2.00)");
  }

  @Test
  void equalTimeIsThatOfTheRowThatEndsFirst() {
    assertThat(RESULT.commonSeconds()).isEqualTo(20);
    assertThat(RESULT.afterEqualTime("proportional").orElseThrow().count()).isEqualTo(2);
    assertThat(RESULT.afterEqualTime("equal")).isEmpty();
  }

  @Test
  void aSeedThatNeverWasAsGoodAsFedavgCounts() {
    Spread seconds = RESULT.secondsToFedavg("proportional").orElseThrow();
    assertThat(seconds.least()).isCloseTo(15, within(1e-9));
    assertThat(seconds.median()).as("one of two seeds never was as good").isInfinite();
    Spread ratio = RESULT.ratioToFedavg("proportional").orElseThrow();
    assertThat(ratio.least()).isCloseTo(0.3, within(1e-9));
    assertThat(ratio.median("%.2f")).isEqualTo("never (0.30 to never)");
    assertThat(RESULT.ratioToFedavg("fedavg").orElseThrow().median()).isEqualTo(1);
  }

  @Test
  void theTableHasMeansMediansAndRanges() {
    String table = CifarTable.of(RESULT);
    assertThat(table)
        .contains("Ryzen, cgroup v1 CPU quota; workers 0.8, 0.2 of a core.")
        .contains("cnn on cifar10, seeds 1, 2")
        .contains("71.00 (70.00 to 72.00)")
        .contains("never (0.30 to never)");
  }

  @Test
  void theHeadIsThatOfTheRuns() {
    CifarResult result = CifarResult.of(SETTING, RESULT.runs());
    assertThat(result.setting().processor()).isEqualTo("Ryzen");
    assertThat(result.setting().limiter()).isEqualTo("cgroup v1 CPU quota");
    assertThat(result.setting().seed()).isNull();
  }

  @Test
  void thePicturesHaveAllRows(@TempDir Path folder) throws Exception {
    RunStore store = RunStore.open(folder.resolve("runs"), Map.of());
    store.create(Map.of());
    store.report(RESULT);
    assertThat(folder.resolve("runs/result.png")).isNotEmptyFile();
    assertThat(folder.resolve("runs/result.svg"))
        .content()
        .contains("proportional", "equal", "fedavg", "cnn on cifar10");
    assertThat(folder.resolve("runs/by-epoch.svg")).isNotEmptyFile();
  }
}
