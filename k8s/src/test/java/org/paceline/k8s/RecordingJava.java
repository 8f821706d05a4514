package org.paceline.k8s;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A JAVA_HOME whose java writes down its arguments; Spark's launcher alone is really run. */
record RecordingJava(Path home) {

  static RecordingJava in(Path folder) throws IOException {
    RecordingJava java = new RecordingJava(folder.resolve("jdk"));
    Script.write(
        java.home.resolve("bin/java"),
        """
        #!/bin/sh
        case " $* " in
          *" org.apache.spark.launcher.Main "*) exec '%s/bin/java' "$@" ;;
        esac
        printf '%%s\\0' "$@" >'%s'
        """
            .formatted(System.getProperty("java.home"), java.record()));
    return java;
  }

  private Path record() {
    return home.resolve("arguments");
  }

  /** The arguments of the last call. */
  List<String> arguments() throws IOException {
    return Arrays.asList(Files.readString(record()).split("\0"));
  }
}
