package org.paceline.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where the result goes as JSON and as a picture, if anywhere. */
public final class OutputOption {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = {
        "Also write everything as JSON to this file, which must not exist, and a picture of it"
            + " beside: FILE.json, FILE.png and FILE.svg."
      })
  private Path output;

  private Optional<ResultFile> file = Optional.empty();

  /**
   * Checks that nothing is there yet; to be called before anything runs.
   *
   * @throws IllegalArgumentException if there is a file of one of the names
   */
  public void check() {
    file = Optional.ofNullable(output).map(ResultFile::new);
  }

  /** Where and how the command runs, as of now. */
  public Setting setting() {
    // In a mixin of a mixin "spec" is the outer mixin's; its option knows the command.
    return Setting.of(spec.findOption("--output").command());
  }

  /**
   * Shows the result, and writes it where that is wanted.
   *
   * @param result what was found out
   * @throws IOException if it cannot be written
   */
  @SuppressWarnings("SystemOut")
  public void report(BenchmarkResult result) throws IOException {
    System.out.println(result.text());
    if (file.isPresent()) {
      file.get().write(result);
    }
  }
}
