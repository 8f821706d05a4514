package org.paceline.jobs.pipeline;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.paceline.cluster.ClassPath;

/** A stage's process, which has this one's Java, options and class path. */
final class StageProcess {

  /** A stage ends its cluster itself where it can; then it is killed. */
  private static final long PATIENCE_SECONDS = 20;

  /** What two processes cannot have, or what the class path brings anew. */
  private static final List<String> NOT_TWICE =
      List.of(
          "-agentlib:",
          "-agentpath:",
          "-javaagent:",
          "-Xrunjdwp",
          "-Xdebug",
          "-Xlog:",
          "-Xloggc:",
          "-XX:SharedArchiveFile=",
          "-XX:ArchiveClassesAtExit=",
          "-XX:StartFlightRecording",
          "-Dpaceline.archive=",
          "-Dcom.sun.management.jmxremote");

  private final Process process;
  private final OutputStream leash;

  private StageProcess(Process process) {
    this.process = process;
    this.leash = process.getOutputStream();
  }

  /**
   * Starts a run whose folder has its order.
   *
   * @param folder the run's
   * @param options for its virtual machine, beside this one's
   * @param ended told the exit code when it ends
   */
  static StageProcess start(AttemptFolder folder, List<String> options, Consumer<Integer> ended)
      throws IOException {
    List<String> command = command(options);
    command.add(folder.path().toString());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.log().toFile())
            .start();
    process.onExit().thenAccept(over -> ended.accept(over.exitValue()));
    return new StageProcess(process);
  }

  private static List<String> command(List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (NOT_TWICE.stream().noneMatch(option::startsWith)) {
        command.add(option);
      }
    }
    command.addAll(options);
    command.addAll(ClassPath.ofThisProcess().options());
    command.add(StageMain.class.getName());
    return command;
  }

  /** Lets go of it: it ends by itself soon, with force in the end. */
  void release() {
    CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .execute(process::destroyForcibly);
    try {
      leash.close();
    } catch (IOException e) {
      process.destroyForcibly();
    }
  }

  /** Waits until it is gone, after {@link #release}. */
  void awaitEnd() {
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
