package org.paceline.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The temporary folder of an embedded cluster: a Spark home without jars, as all processes have
 * this one's class path, the workers' folders and the logs.
 *
 * @param root its path
 * @param user what gives the processes a user, if the system has no name for it
 */
record Workspace(Path root, List<String> user) {

  private static final int TAIL_LINES = 5;
  private static final String LOGGING = "log4j2.properties";
  private static final ClassPath CLASSES = ClassPath.ofThisProcess();

  static Workspace create() throws IOException {
    checkParent(System.getProperty("java.io.tmpdir"));
    Path root = Files.createTempDirectory("paceline-");
    Workspace created = new Workspace(root, ProcessUser.options(root));
    for (String folder : List.of("tmp", "local", "work", "log", "spark/jars")) {
      Files.createDirectories(created.path(folder));
    }
    Files.writeString(
        created.path(LOGGING),
        """
        rootLogger.level = warn
        rootLogger.appenderRef.stderr.ref = stderr
        appender.stderr.type = Console
        appender.stderr.name = stderr
        appender.stderr.target = SYSTEM_ERR
        appender.stderr.layout.type = PatternLayout
        appender.stderr.layout.pattern = %d{HH:mm:ss} %p %c{1}: %m%n%ex
        """);
    return created;
  }

  /** Spark takes a comma for the end of one of several folders. */
  static void checkParent(String temporary) {
    if (temporary.contains(",")) {
      throw new IllegalArgumentException(
          "the temporary folder (java.io.tmpdir) must have no comma in its path, not " + temporary);
    }
  }

  /** The options of all virtual machines of the cluster. */
  List<String> options() {
    List<String> options = new ArrayList<>(CLASSES.sharing());
    options.add("-Djava.io.tmpdir=" + path("tmp"));
    options.add("-Dlog4j.configurationFile=" + path(LOGGING));
    options.addAll(user);
    return options;
  }

  /** The start of a command that runs a class with this process's class path. */
  List<String> java() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-XX:-UsePerfData");
    command.addAll(options());
    command.addAll(
        List.of(org.apache.spark.launcher.JavaModuleOptions.defaultModuleOptions().split(" +")));
    command.addAll(List.of("-cp", CLASSES.toString()));
    return command;
  }

  Map<String, String> environment() {
    return Map.of(
        "SPARK_HOME", path("spark").toString(),
        // There is none: an archive needs the class path to begin with its jars.
        "SPARK_CONF_DIR", path("spark/conf").toString(),
        "SPARK_DIST_CLASSPATH", CLASSES.toString(),
        "SPARK_SCALA_VERSION", "2.12",
        "SPARK_LOCAL_IP", "127.0.0.1",
        "SPARK_LOCAL_DIRS", path("local").toString());
  }

  Path path(String below) {
    return root.resolve(below);
  }

  Path log(String name) {
    return root.resolve("log").resolve(name + ".log");
  }

  /** The folder in which an executor runs: Spark makes one a worker, application and executor. */
  Optional<Path> executor(String id) {
    try (Stream<Path> below = Files.find(path("work"), 3, (path, is) -> is.isDirectory())) {
      return below
          .filter(folder -> path("work").relativize(folder).getNameCount() == 3)
          .filter(folder -> folder.getFileName().toString().equals(id))
          .findFirst();
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
  }

  static String tail(Path log) {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join(
          System.lineSeparator(),
          lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    } catch (IOException e) {
      return "its log is not readable: " + e.getMessage();
    }
  }
}
