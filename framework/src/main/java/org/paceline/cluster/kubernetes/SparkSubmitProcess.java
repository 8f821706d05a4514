package org.paceline.cluster.kubernetes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.launcher.JavaModuleOptions;
import org.paceline.cluster.ClassPath;
import org.paceline.cluster.ClusterException;

/** Spark's own spark-submit, in a process of its own. */
final class SparkSubmitProcess {

  /**
   * The client's pauses double up to 3.2 s: so many tries are a minute, not its default of 19 s.
   */
  private static final int RETRIES = 23;

  private static final int LAST_LINES = 12;

  private final Submission submission;
  private Process process;
  private boolean stopped;

  SparkSubmitProcess(Submission submission) {
    this.submission = submission;
  }

  /**
   * Makes the driver's pod and what belongs to it.
   *
   * @throws ClusterException with what Kubernetes said if it cannot be made
   */
  void run() {
    try {
      Path folder = Files.createTempDirectory("paceline-submit");
      try {
        run(folder.resolve("spark.properties"), folder.resolve("log"));
      } finally {
        for (String name : List.of("spark.properties", "log", "")) {
          Files.deleteIfExists(folder.resolve(name));
        }
      }
    } catch (IOException e) {
      throw new ClusterException("spark-submit cannot be started: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException("interrupted while the job was submitted", e);
    }
  }

  private void run(Path properties, Path log) throws IOException, InterruptedException {
    submission.write(properties);
    start(properties, log);
    if (process.waitFor() != 0) {
      String said = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
      throw new ClusterException(
          "the job cannot be submitted: " + complaint(said.lines().toList()));
    }
  }

  private synchronized void start(Path properties, Path log) throws IOException {
    if (stopped) {
      throw new ClusterException("stopped before the job was submitted");
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(JavaModuleOptions.defaultModuleOptions().split(" +")));
    // It lives for seconds: what the better compiler and several collecting threads take is lost.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.add("-Dkubernetes.request.retry.backoffLimit=" + RETRIES);
    command.addAll(ClassPath.ofThisProcess().options());
    command.add("org.apache.spark.deploy.SparkSubmit");
    command.addAll(submission.command(properties));
    process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  /** What Kubernetes said, or else the last that spark-submit did. */
  static String complaint(List<String> all) {
    List<String> lines = all.stream().filter(line -> !line.startsWith("\tat ")).toList();
    return lines.stream()
        .filter(line -> line.contains("Message: "))
        .map(line -> line.replaceFirst(".*?Message: ", "").replaceFirst(" Received status: .*", ""))
        .findFirst()
        .orElseGet(
            () ->
                String.join(
                    System.lineSeparator(),
                    lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size())));
  }

  /** Ends it, so that it makes nothing more. */
  void stop() throws InterruptedException {
    Process running;
    synchronized (this) {
      stopped = true;
      running = process;
    }
    if (running != null) {
      running.destroy();
      running.waitFor();
    }
  }
}
