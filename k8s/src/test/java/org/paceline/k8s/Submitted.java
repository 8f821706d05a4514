package org.paceline.k8s;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.launcher.JavaModuleOptions;

/** A process that a user starts, with what it says. */
record Submitted(int exitCode, String output) {

  /** Spark's own spark-submit, as its script starts it. */
  static Submitted sparkSubmit(Path log, List<String> arguments) {
    return run(log, "org.apache.spark.deploy.SparkSubmit", arguments);
  }

  static Submitted run(Path log, String mainClass, List<String> arguments) {
    try {
      Process process = start(log, mainClass, arguments);
      if (!process.waitFor(8, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError(mainClass + " does not end: " + Files.readString(log));
      }
      return new Submitted(process.exitValue(), Files.readString(log));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static Process start(Path log, String mainClass, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(Arrays.asList(JavaModuleOptions.defaultModuleOptions().split(" +")));
    command.addAll(List.of("-Xmx1g", "-cp", System.getProperty("java.class.path"), mainClass));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    // Pod templates are named relative to the project's folder.
    builder.directory(Path.of("..").toFile());
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    return builder.redirectOutput(log.toFile()).start();
  }
}
