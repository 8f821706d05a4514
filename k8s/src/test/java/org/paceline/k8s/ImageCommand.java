package org.paceline.k8s;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code bin/paceline image} with a Maven that a test has written. */
record ImageCommand(Path folder) {

  /** Makes a jar that contains how Maven was called. */
  private static final String MAVEN =
      """
      #!/bin/sh
      for word in "$@"; do
        case $word in -Dimage=*) image=${word#*=} ;; esac
      done
      mkdir -p "$image/opt/paceline"
      echo "$@" >"$image/opt/paceline/paceline-jobs.jar"
      """;

  /** In a folder, with a Maven that makes an image of one file. */
  static ImageCommand in(Path folder) throws IOException {
    ImageCommand command = new ImageCommand(folder);
    command.maven("");
    return command;
  }

  /** Lets Maven do more after it has made the file. */
  void maven(String more) throws IOException {
    Script.write(folder.resolve("bin/mvn"), MAVEN + more);
  }

  Map<String, String> environment() {
    return Map.of(
        "JAVA_HOME",
        System.getProperty("java.home"),
        "PATH",
        folder.resolve("bin") + ":/usr/bin:/bin");
  }

  static List<String> line(String... arguments) {
    List<String> line = new ArrayList<>();
    line.add(Path.of("..", "bin", "paceline").toAbsolutePath().normalize().toString());
    line.add("image");
    line.addAll(List.of(arguments));
    return line;
  }

  /** Runs the command where relative paths begin in the folder. */
  Script run(String... arguments) throws IOException, InterruptedException {
    return Script.run(folder, environment(), line(arguments));
  }
}
