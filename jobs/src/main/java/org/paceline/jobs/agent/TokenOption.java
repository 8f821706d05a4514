package org.paceline.jobs.agent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The token with which a machine is registered. */
final class TokenOption {

  @ArgGroup private Given given;

  /** One or the other. */
  static final class Given {
    @Option(
        names = "--token",
        paramLabel = "TOKEN",
        description =
            "Registers the machine for whoever made the token. It is good once and for a short"
                + " time, so it may stand here, where other users of the machine can read it.")
    private String token;

    @Option(
        names = "--token-file",
        paramLabel = "FILE",
        description = "The same from the first line of a file, or of the input by -.")
    private String file;
  }

  /**
   * The token, if one is given.
   *
   * @throws IllegalArgumentException if it is none, without repeating it
   */
  Optional<String> read(InputStream input) {
    if (given == null) {
      return Optional.empty();
    }
    String token = given.file == null ? given.token : firstLine(given.file, input);
    if (!Tokens.wellFormed(token)) {
      throw new IllegalArgumentException(
          "%s must hold a token as the service makes it, of letters, digits, '_' and '-'"
              .formatted(given.file == null ? "--token" : "--token-file"));
    }
    return Optional.of(token);
  }

  private static String firstLine(String file, InputStream input) {
    try (BufferedReader lines =
        file.equals("-")
            ? new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8))
            : Files.newBufferedReader(Path.of(file))) {
      String line = lines.readLine();
      return line == null ? "" : line.strip();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "--token-file cannot be read: %s (%s)".formatted(file, e.getClass().getSimpleName()), e);
    }
  }
}
