package org.paceline.k8s;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.launcher.JavaModuleOptions;
import org.paceline.cluster.ClassPath;
import org.paceline.k8s.lab.Ground;
import org.paceline.testing.Children;

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
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(ClassPath.ofThisProcess().options());
    command.addAll(List.of("-Xmx1g", mainClass));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.directory(home.toFile()).redirectOutput(log.toFile());
    Ground.level(builder.environment());
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    return new Submitted(Children.start(mainClass, builder, log), log);
  }

  /** Waits for its end. */
  int exitCode() {
    return Children.awaitEnd(process);
  }

  String output() {
    try {
      // It may have written half of a character.
      return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
