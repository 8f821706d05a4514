package org.paceline.jobs.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.paceline.testing.Children;

/** Somewhere that data lies, in a process with classes of its own. */
abstract class DataServer implements AutoCloseable {

  private static final Path SERVERS = Path.of("target", "servers");

  private Process process;

  /** Where a folder in it is. */
  abstract String uri(String folder);

  /** What whoever reads from it has in the environment of {@code bin/paceline}. */
  abstract Map<String, String> environment();

  /** The options of a virtual machine whose class path begins with a server's jar. */
  static List<String> classPath(String server, String others) {
    Path jar = SERVERS.resolve(server).toAbsolutePath();
    if (!Files.exists(jar)) {
      throw new IllegalStateException(
          jar + " is missing: these tests run by bin/paceline chaos, which fetches it");
    }
    return List.of("-Xmx192m", "-XX:TieredStopAtLevel=1", "-cp", jar + File.pathSeparator + others);
  }

  /** The jars of Spark that match. */
  static String ofSpark(String names) {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(jar -> jar.matches(".*/(%s)[^/]*\\.jar".formatted(names)))
        .collect(Collectors.joining(File.pathSeparator));
  }

  final Process start(List<String> options, List<String> arguments, Path log) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    process = Children.start("server of data", builder.redirectOutput(log.toFile()), log);
    return process;
  }

  @Override
  public final void close() {
    if (process != null) {
      process.destroyForcibly();
      Children.awaitEnd(process);
    }
  }
}
