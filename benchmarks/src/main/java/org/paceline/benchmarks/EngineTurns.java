package org.paceline.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The engines side by side, each in a process of its own; one works at a time. */
final class EngineTurns implements AutoCloseable {

  private static final Path SCRIPT = Path.of("benchmarks", "src", "main", "python", "engine.py");
  private static final int COMPARED_STEPS = 10;

  private final Map<Engine, EngineProcess> engines = new EnumMap<>(Engine.class);
  private String pytorch = "";

  private EngineTurns() {}

  static EngineTurns start(String python, int threads) throws IOException {
    EngineTurns turns = new EngineTurns();
    try {
      turns.engines.put(Engine.PACELINE, EngineProcess.dl4j(Engine.PACELINE, threads));
      turns.engines.put(Engine.DL4J, EngineProcess.dl4j(Engine.DL4J, threads));
      turns.startPytorch(python, threads);
      return turns;
    } catch (IOException | RuntimeException e) {
      turns.close();
      throw e;
    }
  }

  private void startPytorch(String python, int threads) throws IOException {
    Path script = EngineBenchmark.home().resolve(SCRIPT);
    EngineProcess process = EngineProcess.pytorch(python, script, threads);
    if (process.greeting() == null) {
      process.close();
      pytorch = "skipped, '%s' cannot import torch (pip install torch)".formatted(python);
    } else {
      engines.put(Engine.PYTORCH, process);
      pytorch = process.greeting();
    }
  }

  /** PyTorch's version, or why it takes no part. */
  String pytorch() {
    return pytorch;
  }

  List<EngineRow> rows(List<String> models, List<Integer> batches, int repeats, double seconds)
      throws IOException {
    List<EngineRow> rows = new ArrayList<>();
    for (String model : models) {
      for (int batch : batches) {
        rows.addAll(rows(model, batch, repeats, seconds));
      }
    }
    return rows;
  }

  private List<EngineRow> rows(String model, int batch, int repeats, double seconds)
      throws IOException {
    Map<Engine, List<Double>> samples = new EnumMap<>(Engine.class);
    for (int turn = 0; turn <= repeats; turn++) {
      for (Map.Entry<Engine, EngineProcess> engine : engines.entrySet()) {
        double speed = engine.getValue().speed(model, batch, seconds);
        System.err.printf(
            "%s %d %s turn %d/%d: %.0f examples/s%n",
            model, batch, engine.getKey().label(), turn, repeats, speed);
        // The turn before the first compiles and fills caches.
        if (turn > 0) {
          samples.computeIfAbsent(engine.getKey(), key -> new ArrayList<>()).add(speed);
        }
      }
    }
    return samples.entrySet().stream()
        .map(entry -> EngineRow.of(model, batch, entry.getKey(), entry.getValue()))
        .toList();
  }

  /** What Paceline's engine uses after a tenth of the steps, and after all. */
  List<MemoryUse> memory(int steps, int threads) throws IOException {
    try (EngineProcess fresh = EngineProcess.dl4j(Engine.PACELINE, threads)) {
      String[] answer = fresh.ask("memory", "cnn", 64, steps);
      return List.of(MemoryUse.parse(answer[0], answer[1]), MemoryUse.parse(answer[2], answer[3]));
    }
  }

  /** The largest difference of a parameter between Paceline's engine and DL4J's, by workload. */
  Map<String, Double> differences(List<String> models, List<Integer> batches) throws IOException {
    Map<String, Double> differences = new TreeMap<>();
    for (String model : models) {
      for (int batch : batches) {
        differences.put(
            model + " " + batch,
            difference(weights(Engine.PACELINE, model, batch), weights(Engine.DL4J, model, batch)));
      }
    }
    return differences;
  }

  private FloatBuffer weights(Engine engine, String model, int batch) throws IOException {
    Path file = Files.createTempFile("paceline-weights-", ".bin");
    try {
      engines.get(engine).ask("weights", model, batch, COMPARED_STEPS, file);
      return ByteBuffer.wrap(Files.readAllBytes(file)).asFloatBuffer();
    } finally {
      Files.delete(file);
    }
  }

  private static double difference(FloatBuffer ours, FloatBuffer theirs) {
    double most = 0;
    while (ours.hasRemaining()) {
      most = Math.max(most, Math.abs(ours.get() - theirs.get()));
    }
    return most;
  }

  @Override
  public void close() throws IOException {
    for (EngineProcess engine : engines.values()) {
      engine.close();
    }
  }
}
