package org.paceline.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.paceline.cluster.ExecutorJvm;

/** A process that trains, answering a line by a line; it ends when it is closed. */
final class EngineProcess implements AutoCloseable {

  private final Process process;
  private final Writer requests;
  private final BufferedReader answers;
  private final String greeting;

  private EngineProcess(List<String> command, int threads, Map<String, String> environment)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(Redirect.DISCARD);
    builder.environment().put("OMP_NUM_THREADS", String.valueOf(threads));
    builder.environment().putAll(environment);
    process = builder.start();
    requests = process.outputWriter(StandardCharsets.UTF_8);
    answers = process.inputReader(StandardCharsets.UTF_8);
    greeting = answers.readLine();
  }

  /** A child JVM: Paceline's with the settings of its executors, DL4J's with Java's own. */
  static EngineProcess dl4j(Engine engine, int threads) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + ExecutorJvm.heapMib() + "m");
    if (engine == Engine.PACELINE) {
      command.addAll(ExecutorJvm.options());
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(EngineChild.class.getName(), engine.label(), String.valueOf(threads)));
    Map<String, String> environment =
        engine == Engine.PACELINE ? ExecutorJvm.environment() : Map.of();
    EngineProcess started = new EngineProcess(command, threads, environment);
    if (started.greeting == null) {
      throw new IOException("the child process of " + engine.label() + " did not start");
    }
    return started;
  }

  /** PyTorch; its greeting is null where this Python has no torch. */
  static EngineProcess pytorch(String python, Path script, int threads) throws IOException {
    return new EngineProcess(
        List.of(python, script.toString(), String.valueOf(threads)), threads, Map.of());
  }

  /** The first line that it said, null if it ended without a word. */
  String greeting() {
    return greeting;
  }

  String[] ask(Object... words) throws IOException {
    List<String> line = new ArrayList<>();
    for (Object word : words) {
      line.add(String.valueOf(word));
    }
    requests.write(String.join(" ", line) + "\n");
    requests.flush();
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("a child process ended while it was asked for: " + line);
    }
    return answer.split(" ");
  }

  /** Examples a second of one turn. */
  double speed(String model, int batch, double seconds) throws IOException {
    String[] answer = ask(model, batch, seconds);
    return Double.parseDouble(answer[0]) / Double.parseDouble(answer[1]);
  }

  @Override
  public void close() throws IOException {
    requests.close();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
