package org.paceline.jobs.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.paceline.testing.Children;

/**
 * A folder with the scripts of a checkout, as if it were built, and a Java that says how it was
 * called: a line for LC_ALL and one for each word.
 *
 * @param folder what the scripts take for their checkout
 * @param tools programs that are found before the system's
 */
record Checkout(Path folder, Path tools) {

  private static final Path REAL = Path.of("..").toAbsolutePath().normalize();

  /** What a script ended with, and all that it said. */
  record Said(int code, String text) {

    List<String> lines() {
      return text.lines().toList();
    }
  }

  static Checkout in(Path folder, Path tools) throws IOException {
    Checkout checkout = new Checkout(folder, tools);
    for (String script : List.of("bin/paceline", "bin/java.sh", "benchmarks/run")) {
      Path copy = folder.resolve(script);
      Files.createDirectories(copy.getParent());
      Files.copy(REAL.resolve(script), copy);
    }
    Path jar = write(folder.resolve("framework/target/framework.jar"), "");
    write(folder.resolve("jobs/target/classpath"), jar + ":/other.jar");
    write(folder.resolve("submitter/target/paceline-submitter.jar"), "");
    return checkout;
  }

  /** A Java of a version that its folder has a file about. */
  Checkout java(String version) throws IOException {
    write(tools.resolve("jdk/release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    program("jdk/bin/java", "echo \"LC_ALL=${LC_ALL-}\"; printf '%s\\n' \"$@\"");
    return this;
  }

  /** Writes a program that is found instead of the system's. */
  void program(String name, String text) throws IOException {
    Path file = write(tools.resolve(name), "#!/bin/sh\n" + text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static Path write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  Said paceline(String... arguments) throws IOException {
    return run(Path.of("/"), Map.of(), command("bin/paceline", arguments));
  }

  List<String> command(String script, String... arguments) {
    return Stream.concat(Stream.of(folder.resolve(script).toString()), Stream.of(arguments))
        .toList();
  }

  /** Of this process's environment it sees nothing. */
  Said run(Path from, Map<String, String> environment, List<String> command) throws IOException {
    Path log = Files.createTempFile(tools, "said", ".log");
    ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command)).directory(from.toFile());
    Map<String, String> all = new TreeMap<>();
    all.put("PATH", tools + ":/usr/bin:/bin");
    all.put("JAVA_HOME", tools.resolve("jdk").toString());
    all.put("LC_ALL", "C");
    all.putAll(environment);
    builder.environment().clear();
    builder.environment().putAll(all);
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    int code = Children.awaitEnd(Children.start(command.get(0), builder, log));
    return new Said(code, new String(Files.readAllBytes(log), StandardCharsets.UTF_8));
  }
}
