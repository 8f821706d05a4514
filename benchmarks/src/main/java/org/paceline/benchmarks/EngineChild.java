package org.paceline.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.paceline.engine.Threads;

/**
 * A process that takes training steps on request: each line that it reads is answered by one.
 *
 * <ul>
 *   <li>{@code MODEL BATCH SECONDS}: trains for that long; examples and seconds
 *   <li>{@code weights MODEL BATCH STEPS FILE}: trains a fresh network; writes its parameters
 *   <li>{@code memory MODEL BATCH STEPS}: trains on; heap, native and resident bytes after a tenth
 *       of the steps and after all
 * </ul>
 */
final class EngineChild {

  private final Map<String, EngineSteps> running = new HashMap<>();
  private final boolean stock;

  private EngineChild(boolean stock) {
    this.stock = stock;
  }

  /**
   * Answers until its input ends.
   *
   * @param args {@code paceline} or {@code dl4j}, and the number of threads
   * @throws IOException if a file cannot be written
   */
  public static void main(String[] args) throws IOException {
    // What libraries print must not get between the answers.
    PrintStream answers = System.out;
    System.setOut(System.err);
    EngineChild child = new EngineChild(args[0].equals(Engine.DL4J.label()));
    if (!child.stock) {
      Threads.use(Integer.parseInt(args[1]));
    }
    answers.println("ready");
    BufferedReader requests =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = requests.readLine(); line != null; line = requests.readLine()) {
      answers.println(child.answer(line.split(" ")));
    }
  }

  private String answer(String[] request) throws IOException {
    return switch (request[0]) {
      case "weights" -> weights(request);
      case "memory" -> memory(request);
      default -> steps(request[0], request[1]).trainFor(Double.parseDouble(request[2]));
    };
  }

  private EngineSteps steps(String model, String batch) {
    return running.computeIfAbsent(model + batch, key -> EngineSteps.of(model, batch, stock));
  }

  private String weights(String[] request) throws IOException {
    EngineSteps fresh = EngineSteps.comparable(request[1], request[2], stock);
    fresh.trainOnShapes(Integer.parseInt(request[3]));
    fresh.write(Path.of(request[4]));
    return "written";
  }

  private String memory(String[] request) throws IOException {
    int count = Integer.parseInt(request[3]);
    EngineSteps steps = steps(request[1], request[2]);
    steps.train(count / 10);
    MemoryUse before = MemoryUse.now();
    steps.train(count - count / 10);
    return before + " " + MemoryUse.now();
  }
}
