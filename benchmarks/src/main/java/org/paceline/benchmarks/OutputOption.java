package org.paceline.benchmarks;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the result goes as JSON, if anywhere. */
public final class OutputOption {

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Also write everything as JSON to this file, which must not exist.")
  private Path output;

  /**
   * The file that was asked for.
   *
   * @return empty if none was
   * @throws IllegalArgumentException if there is one of that name
   */
  public Optional<ResultFile> file() {
    return Optional.ofNullable(output).map(ResultFile::new);
  }
}
