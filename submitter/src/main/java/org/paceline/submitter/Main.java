package org.paceline.submitter;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.paceline.submitter.config.Settings;
import org.paceline.submitter.config.SettingsReader;

/** Starts the service: {@code serve [submitter.yaml]}. */
public final class Main {

  private static final int BAD_ARGUMENTS = 2;
  private static final int FAILED = 1;

  private Main() {}

  /**
   * Serves until the process is told to end.
   *
   * @param args the settings' file, if there is one
   */
  @SuppressWarnings("SystemOut")
  public static void main(String[] args) {
    // Hadoop asks S3 for ranges in the digits of the default locale.
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    Settings settings = null;
    try {
      settings = new SettingsReader(System.getenv()).read(file(args));
    } catch (IllegalArgumentException e) {
      e.getMessage().lines().forEach(line -> System.err.println("paceline serve: " + line));
      System.exit(BAD_ARGUMENTS);
    }
    try {
      serve(settings);
    } catch (RuntimeException e) {
      System.err.println("paceline serve: " + e.getMessage());
      System.exit(FAILED);
    }
  }

  private static Optional<Path> file(String[] args) {
    if (args.length > 1) {
      throw new IllegalArgumentException("serve takes one file of settings, not " + args.length);
    }
    if (args.length == 0) {
      return Optional.empty();
    }
    Path file = Path.of(args[0]);
    if (!Files.isReadable(file)) {
      throw new IllegalArgumentException("the file of settings cannot be read: " + file);
    }
    return Optional.of(file);
  }

  @SuppressWarnings("SystemOut")
  private static void serve(Settings settings) {
    Submitter submitter = new Submitter(settings, Clock.systemUTC());
    Runtime.getRuntime().addShutdownHook(new Thread(submitter::close, "paceline-drain"));
    String scheme = settings.tlsKeystore().isPresent() ? "https" : "http";
    System.out.printf("Paceline serves on %s://%s:%s%n", scheme, settings.host(), submitter.port());
    submitter
        .oneTimePassword()
        .ifPresent(
            password ->
                System.out.printf(
                    "The first account is 'admin' with the one-time password %s, shown only now%n",
                    password));
  }
}
