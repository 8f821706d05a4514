package org.paceline.submitter.command;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.paceline.submitter.client.Login;
import org.paceline.submitter.client.SignIn;
import picocli.CommandLine.Option;

/** Which service one signs in to. */
final class Address {

  private static final URI USUAL = URI.create("http://127.0.0.1:8080");

  @Option(
      names = "--cacert",
      paramLabel = "FILE",
      description = "certificates in PEM form, which alone are trusted for this server")
  private Path certificates;

  /**
   * A service.
   *
   * @param server its address
   * @param certificate in PEM form; empty for those of the system
   */
  record Found(URI server, String certificate) {
    SignIn signIn(Clock clock) {
      return new SignIn(server, certificate, clock);
    }
  }

  /** That of {@code --server}, or of the last login, or on this computer. */
  Found find(Group group) {
    Optional<Login> last = group.logins().find(group.server());
    URI server =
        Optional.ofNullable(group.server()).or(() -> last.map(Login::server)).orElse(USUAL);
    if (ServerAddress.open(server)) {
      group.remark("warning: %s is not https: passwords can be read on the way".formatted(server));
    }
    String kept = last.map(Login::certificate).orElse("");
    return new Found(server, certificates == null ? kept : read(certificates));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }
}
