package org.paceline.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.paceline.testing.Children;

/**
 * {@code benchmarks/run} in a folder that looks like a checkout that is built, with a Java that
 * writes down how it was called: that call is made in the tests' process, for which no virtual
 * machine starts.
 *
 * @param folder what the scripts take for their checkout
 */
record Script(Path folder) {

  private static final Path REAL = Path.of("..").toAbsolutePath().normalize();
  private static final String CALL = "call";

  static Script in(Path folder) throws IOException {
    for (String file : List.of("bin/paceline", "bin/java.sh", "benchmarks/run")) {
      Path copy = folder.resolve(file);
      Files.createDirectories(copy.getParent());
      Files.copy(REAL.resolve(file), copy);
    }
    Path jar = write(folder.resolve("framework/target/framework.jar"), "");
    write(folder.resolve("jobs/target/classpath"), jar + ":/other.jar");
    write(folder.resolve("benchmarks/target/classpath"), "/libraries.jar");
    write(folder.resolve("benchmarks/target/classpath-load"), "/libraries-and-postgresql.jar");
    write(folder.resolve("jdk/release"), "JAVA_VERSION=\"17.0.15\"\n");
    Path java =
        write(
            folder.resolve("jdk/bin/java"),
            "#!/bin/sh\nprintf '%s\\n' \"$@\" >\"" + folder.resolve(CALL) + "\"\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new Script(folder);
  }

  /** The benchmarks that its usage lists: until the empty line. */
  static Stream<String> names() throws IOException {
    List<String> lines = Files.readAllLines(REAL.resolve("benchmarks/run"));
    int first = lines.indexOf("usage: benchmarks/run NAME [options]") + 2;
    return lines.subList(first, lines.size()).stream()
        .takeWhile(line -> !line.isEmpty())
        .map(line -> line.strip().replaceAll(" .*", ""));
  }

  private static Path write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  /** Runs it in its checkout as a user types it, to the end. */
  Said run(List<String> arguments) throws IOException {
    Files.deleteIfExists(folder.resolve(CALL));
    List<String> command = new ArrayList<>(List.of("/bin/sh", "benchmarks/run"));
    command.addAll(arguments);
    Path log = Files.createTempFile(folder, "said", ".log");
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
    builder.environment().put("PACELINE_BENCHMARKS_BUILT", "true");
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    int code = Children.awaitEnd(Children.start(String.join(" ", command), builder, log));
    return Files.exists(folder.resolve(CALL))
        ? JavaCall.of(Files.readAllLines(folder.resolve(CALL))).run()
        : new Said(code, Files.readString(log, StandardCharsets.UTF_8));
  }
}
