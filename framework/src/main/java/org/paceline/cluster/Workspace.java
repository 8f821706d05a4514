package org.paceline.cluster;

import java.io.File;
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
 * The temporary folder of an embedded cluster: a Spark home whose {@code jars} link to this
 * process's own class path, the workers' folders and the logs.
 */
record Workspace(Path root) {

  private static final int TAIL_LINES = 5;

  static Workspace create() throws IOException {
    Path root = Files.createTempDirectory("paceline-");
    Path jars = Files.createDirectories(root.resolve("spark/jars"));
    for (Path entry : classPath()) {
      if (Files.isRegularFile(entry)) {
        link(jars, entry);
      }
    }
    for (String folder : List.of("tmp", "local", "work", "log", "spark/conf")) {
      Files.createDirectories(root.resolve(folder));
    }
    Files.writeString(
        root.resolve("spark/conf/log4j2.properties"),
        """
        rootLogger.level = warn
        rootLogger.appenderRef.stderr.ref = stderr
        appender.stderr.type = Console
        appender.stderr.name = stderr
        appender.stderr.target = SYSTEM_ERR
        appender.stderr.layout.type = PatternLayout
        appender.stderr.layout.pattern = %d{HH:mm:ss} %p %c{1}: %m%n%ex
        """);
    return new Workspace(root);
  }

  /** Jars of one name exist in several versions of a repository: the position keeps them apart. */
  private static void link(Path jars, Path jar) throws IOException {
    String name = "%03d-%s".formatted(jars.toFile().list().length, jar.getFileName());
    try {
      Files.createSymbolicLink(jars.resolve(name), jar);
    } catch (UnsupportedOperationException | IOException e) {
      Files.copy(jar, jars.resolve(name));
    }
  }

  private static List<Path> classPath() {
    List<Path> entries = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      entries.add(Path.of(entry).toAbsolutePath());
    }
    return entries;
  }

  /** Folders of the class path, which Spark's {@code jars/*} cannot hold. */
  static String folders() {
    List<String> folders =
        classPath().stream().filter(Files::isDirectory).map(Path::toString).toList();
    return String.join(File.pathSeparator, folders);
  }

  /** The start of a command that runs a class with this process's class path. */
  List<String> java() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-XX:-UsePerfData", "-Djava.io.tmpdir=" + path("tmp")));
    command.add("-Dlog4j.configurationFile=" + path("spark/conf/log4j2.properties"));
    command.addAll(
        List.of(org.apache.spark.launcher.JavaModuleOptions.defaultModuleOptions().split(" +")));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    return command;
  }

  Map<String, String> environment() {
    return Map.of(
        "SPARK_HOME", path("spark").toString(),
        "SPARK_CONF_DIR", path("spark/conf").toString(),
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
