package org.paceline.submitter.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code paceline register}. */
@Command(
    name = "paceline register",
    description = "Makes an account, without signing in.",
    footer = {
      "",
      "Example:",
      "  paceline register --server https://paceline.example --name ada --invitation -"
    })
final class RegisterCommand extends Group implements Callable<Integer> {

  @Option(names = "--name", required = true, description = "of the account")
  private String name;

  @Option(
      names = "--invitation",
      paramLabel = "CODE",
      description = "where the server wants one; - for standard input")
  private String invitation;

  @Option(names = "--password-file", paramLabel = "FILE", description = "- for standard input")
  private String passwordFile;

  @Mixin private Address address;

  RegisterCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    Address.Found found = address.find(this);
    String code = terminal().argument(invitation);
    String password = terminal().secret(passwordFile, "--password-file", "Password: ");
    JsonNode made = found.signIn(terminal().clock()).register(name, password, code);
    return show(
        made,
        () ->
            say(
                "Account %s made; paceline login --server %s --name %s",
                made.path("name").asText(), found.server(), made.path("name").asText()));
  }
}
