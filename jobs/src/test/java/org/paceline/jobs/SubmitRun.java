package org.paceline.jobs;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What {@code paceline submit} ended with and said.
 *
 * @param exitCode its exit code
 * @param output the driver's log and what the command said itself
 */
public record SubmitRun(int exitCode, String output) {

  /**
   * Runs it in this process.
   *
   * @param arguments the words after {@code submit}
   * @return how it ended
   */
  public static SubmitRun of(List<String> arguments) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream output = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    int code = Submit.run(output, output, arguments.toArray(String[]::new));
    return new SubmitRun(code, bytes.toString(StandardCharsets.UTF_8));
  }
}
