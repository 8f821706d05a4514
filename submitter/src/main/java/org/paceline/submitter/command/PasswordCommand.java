package org.paceline.submitter.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code paceline password}. */
@Command(
    name = "paceline password",
    description = "Changes the password.",
    footer = {"", "Example:", "  paceline password"})
final class PasswordCommand extends Group implements Callable<Integer> {

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "for the one until now; - for standard input")
  private String passwordFile;

  @Option(
      names = "--new-password-file",
      paramLabel = "FILE",
      description = "for the new one; - for standard input")
  private String newPasswordFile;

  PasswordCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    String current = terminal().secret(passwordFile, "--password-file", "Password until now: ");
    String next = terminal().secret(newPasswordFile, "--new-password-file", "New password: ");
    ObjectNode body = body().put("current", current).put("password", next);
    api().change("PUT", "/users/me/password", body, null);
    return done("Password changed");
  }
}
