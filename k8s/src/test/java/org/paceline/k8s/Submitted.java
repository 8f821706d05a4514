package org.paceline.k8s;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.launcher.JavaModuleOptions;

/**
 * A command as a user gives it, in a process of its own.
 *
 * @param process it runs
 * @param log what it says
 */
record Submitted(Process process, Path log) {

  /** {@code bin/paceline} with these arguments. */
  static Submitted paceline(Path log, List<String> arguments) {
    return start(log, "org.paceline.jobs.Main", arguments);
  }

  /** Spark's own spark-submit, as its script starts it. */
  static Submitted sparkSubmit(Path log, List<String> arguments) {
    return start(log, "org.apache.spark.deploy.SparkSubmit", arguments);
  }

  private static Submitted start(Path log, String mainClass, List<String> arguments) {
    Path home = Path.of("..").toAbsolutePath().normalize();
    // What a shell starts in the background ignores Ctrl-C, and so would what the tests start.
    List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(Arrays.asList(JavaModuleOptions.defaultModuleOptions().split(" +")));
    command.add("-Dpaceline.home=" + home);
    command.add("-Dlog4j.configurationFile=" + home.resolve("conf/log4j2.properties"));
    command.addAll(List.of("-Xmx1g", "-cp", System.getProperty("java.class.path"), mainClass));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.directory(home.toFile());
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    // Not the cluster of whoever runs the tests.
    builder.environment().put("KUBECONFIG", "/dev/null");
    try {
      return new Submitted(builder.redirectOutput(log.toFile()).start(), log);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits for its end. */
  int exitCode() {
    try {
      if (!process.waitFor(8, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError("it does not end: " + output());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
