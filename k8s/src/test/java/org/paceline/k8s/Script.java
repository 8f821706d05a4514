package org.paceline.k8s;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.paceline.testing.Children;

/** A script that was run to its end, with the exit code and everything that it said. */
record Script(int exitCode, String output) {

  /** Runs a command in a folder; of this process's environment it sees the PATH only. */
  static Script run(Path folder, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    Path log = Files.createTempFile("script", ".log");
    try {
      Process process = start(folder, environment, log, command);
      int exitCode = Children.awaitEnd(process);
      return new Script(exitCode, Files.readString(log));
    } finally {
      Files.delete(log);
    }
  }

  static Process start(Path folder, Map<String, String> environment, Path log, List<String> command)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().retainAll(List.of("PATH"));
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    return Children.start(command.get(0), builder, log);
  }

  /** Writes an executable script, by which a test replaces a program. */
  static Path write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    if (!file.toFile().setExecutable(true)) {
      throw new IOException(file + " cannot be made executable");
    }
    return file;
  }
}
