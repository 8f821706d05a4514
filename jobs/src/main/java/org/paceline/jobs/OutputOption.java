package org.paceline.jobs;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** A folder for what a job finds out, where the user wants one. */
final class OutputOption {

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Also write the result as a file to this folder, which must not exist.")
  private Path path;

  void check() {
    if (path != null) {
      RunFolder.check(RunFolder.place(path));
    }
  }

  Optional<RunFolder> folder() {
    return Optional.ofNullable(path).map(RunFolder::place).map(RunFolder::create);
  }
}
