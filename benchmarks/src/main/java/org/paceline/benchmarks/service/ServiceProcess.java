package org.paceline.benchmarks.service;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The service as {@code bin/paceline serve} starts it, a process of its own. */
final class ServiceProcess implements AutoCloseable {

  static final String METRICS_TOKEN = "measures-of-the-benchmark";

  private static final String GREETING = "Paceline serves on http://127.0.0.1:";
  private static final int DRAIN_SECONDS = 30;

  private final Process process;
  private final int port;
  private final Path folder;

  private ServiceProcess(Process process, int port, Path folder) {
    this.process = process;
    this.port = port;
    this.folder = folder;
  }

  /**
   * Starts it, with limits by address that fit a crowd behind one address.
   *
   * @param home of the checkout
   * @param folder for all that it keeps
   * @param javaOptions further options of its JVM
   * @param further settings by name
   * @return once it listens
   */
  static ServiceProcess start(
      Path home, Path folder, String javaOptions, Map<String, String> further) throws IOException {
    Path token = Files.writeString(folder.resolve("metrics-token"), METRICS_TOKEN + "\n");
    Map<String, String> settings = new TreeMap<>();
    settings.put("home", folder.resolve("home").toString());
    settings.put("port", "0");
    settings.put("registration", "open");
    settings.put("requests-per-minute", "1000000");
    settings.put("sign-ins-per-minute", "100000");
    settings.put("metrics-token-file", token.toString());
    settings.put("part-bytes", String.valueOf(Payload.PART_BYTES));
    settings.putAll(further);
    Path file = folder.resolve("submitter.yaml");
    Files.write(file, settings.entrySet().stream().map(ServiceProcess::line).toList());
    return start(home, folder, javaOptions, file);
  }

  private static String line(Map.Entry<String, String> setting) {
    return "%s: '%s'".formatted(setting.getKey(), setting.getValue());
  }

  private static ServiceProcess start(Path home, Path folder, String javaOptions, Path settings)
      throws IOException {
    Path garbage = folder.resolve("gc.log");
    ProcessBuilder builder =
        new ProcessBuilder(home.resolve("bin/paceline").toString(), "serve", settings.toString())
            .redirectError(Redirect.appendTo(folder.resolve("service.log").toFile()));
    builder.environment().keySet().removeIf(name -> name.startsWith("PACELINE_"));
    builder
        .environment()
        .put("PACELINE_JAVA_OPTS", "-Xmx256m -Xlog:gc:file=%s %s".formatted(garbage, javaOptions));
    Process process = builder.start();
    String greeting = greeting(process.inputReader(StandardCharsets.UTF_8));
    if (greeting == null) {
      process.destroy();
      throw new IOException(
          "the service did not start: " + Files.readString(folder.resolve("service.log")));
    }
    int port = Integer.parseInt(greeting.substring(GREETING.length()));
    return new ServiceProcess(process, port, folder);
  }

  /** Null if the process ended without one; a JVM may say something before. */
  private static String greeting(BufferedReader said) throws IOException {
    String line = said.readLine();
    while (line != null && !line.startsWith(GREETING)) {
      line = said.readLine();
    }
    return line;
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  Path garbageLog() {
    return folder.resolve("gc.log");
  }

  /** Has a line for each request. */
  Path log() {
    return folder.resolve("service.log");
  }

  /** As {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Collects all garbage, so that what is left is in use. */
  void collect() throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process ran =
        new ProcessBuilder(List.of(jcmd.toString(), String.valueOf(pid()), "GC.run"))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (ran.waitFor() != 0) {
      throw new IOException("jcmd cannot collect garbage in process " + pid());
    }
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(DRAIN_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("the service did not end in %s seconds".formatted(DRAIN_SECONDS));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
