package org.paceline.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.paceline.round.RoundPhases;

/** Made-up results, small ones. */
final class Results {

  private Results() {}

  static Setting setting(String benchmark, String command) {
    return new Setting(
        benchmark,
        command,
        "2026-11-30T10:00:00Z",
        "A processor",
        2,
        "Linux amd64",
        null,
        Map.of("java", "17"),
        Map.of("--seed", "1", "--model", "cnn"),
        1L);
  }

  private static Setting setting(String benchmark) {
    return setting(benchmark, "benchmarks/run " + benchmark + " --seed 1");
  }

  static PlannerResult planner(Setting setting) {
    return new PlannerResult(
        setting,
        List.of(
            new PlannerResult.Row(10_000, 1.25, 0.1, List.of(1.2, 1.3)),
            new PlannerResult.Row(100_000, 14.5, Double.NaN, List.of(14.5))));
  }

  /** One of each benchmark of this package. */
  static Stream<BenchmarkResult> all() {
    return Stream.of(
        pool(),
        adapt(),
        loss(),
        rounds(),
        engine(),
        planner(setting("planner")),
        new FilesResult(
            setting("files"), List.of(new FilesRun.Seen(3000, 23.7, 0.55, List.of(41L << 20)))),
        new StepResult(
            setting("step"), List.of(new StepResult.Layer("0 Convolution", 1, 2)), 4, 0.5),
        new StepsResult(setting("steps"), Map.of("resnet", List.of(steps()))),
        new KubernetesResult(
            setting("kubernetes"),
            80,
            1200,
            0.96,
            0.97,
            List.of(new KubernetesResult.Node("0.8", 700, 720, 0.2, 60_000, 0.6, 0.01))));
  }

  private static List<PoolResult.Worker> workers() {
    return List.of(new PoolResult.Worker("0", "0.8", 700), new PoolResult.Worker("1", "0.4", 350));
  }

  private static PoolResult pool() {
    Measurement one = new Measurement(1000, 2, null, 1100, 1050);
    return new PoolResult(
        setting("pool"),
        1000,
        1050,
        workers(),
        List.of(
            RowResult.of(Row.PROPORTIONAL, List.of(one)), RowResult.of(Row.STOCK, List.of(one))));
  }

  private static AdaptResult adapt() {
    return new AdaptResult(
        setting("adapt"),
        1000,
        workers(),
        0,
        0.25,
        List.of(
            new AdaptRowResult(
                "proportional",
                List.of(700.0, 350.0),
                new Potential(1050, 500, 1.0, null),
                1000,
                2,
                0.9,
                0.95,
                List.of(new AdaptRowResult.Round(1, 0.5, List.of(4, 2), 384, 0.9, 0.9)))));
  }

  private static LossResult loss() {
    LossRowResult row =
        new LossRowResult(
            "undisturbed",
            List.of(700.0, 350.0),
            null,
            1050,
            1000,
            2,
            0.9,
            0.95,
            0.5,
            List.of(true),
            List.of(),
            List.of(),
            List.of(new LossRowResult.Round(1, List.of(4, 2), List.of(4, 2))));
    return new LossResult(
        setting("loss"),
        1000,
        100,
        workers(),
        1,
        0.9,
        0,
        List.of(
            new LossResult.Bound("undisturbed", 1.9, 1.05, 2, 1),
            new LossResult.Bound("k", 1, 1, 1, 1)),
        row,
        row);
  }

  private static RoundBenchmarkResult rounds() {
    RoundPhases phases = new RoundPhases(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    return new RoundBenchmarkResult(
        setting("rounds"),
        List.of("0.5"),
        4,
        16,
        Map.of("cnn, adam", phases),
        List.of(new RoundTimes("cnn, adam", 550_000, List.of(phases))));
  }

  private static EngineResult engine() {
    return new EngineResult(
        setting("engine"),
        2,
        "2.3",
        List.of(
            EngineRow.of("cnn", 64, Engine.PACELINE, List.of(100.0, 110.0)),
            EngineRow.of("cnn", 64, Engine.DL4J, List.of(10.0, 11.0))),
        Map.of("cnn 64", 1e-6),
        new MemoryUse(1, 2),
        new MemoryUse(3, 4),
        1000,
        5);
  }

  private static StepsCase steps() {
    Map<String, Double> ratios =
        Map.of(
            "by step times",
            1.01,
            "by all step times",
            1.0,
            "equal shares",
            2.0,
            "by peak speed",
            1.2);
    return new StepsCase(List.of("a", "b"), 0.5, 100, 1.5, ratios, List.of(60, 40));
  }
}
