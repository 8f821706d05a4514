package org.paceline.submitter.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import org.paceline.submitter.client.Login;
import org.paceline.submitter.client.RefusedException;
import org.paceline.submitter.client.SignIn;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code paceline login}. */
@Command(
    name = "paceline login",
    description = "Signs in, and keeps the session for the other words.",
    footer = {
      "",
      "Secrets are asked for without being shown, or are the first line of a file. Where several",
      "are -, each takes a line of standard input, in this order: invitation, password, code, new",
      "password.",
      "",
      "Example:",
      "  paceline login --server https://paceline.example --name ada"
    })
final class LoginCommand extends Group implements Callable<Integer> {

  @Option(names = "--name", description = "of the account; asked for unless given")
  private String name;

  @Option(names = "--register", description = "makes the account first")
  private boolean register;

  @Option(
      names = "--invitation",
      paramLabel = "CODE",
      description = "for --register where the server wants one; - for standard input")
  private String invitation;

  @Option(names = "--password-file", paramLabel = "FILE", description = "- for standard input")
  private String passwordFile;

  @Option(
      names = "--totp-file",
      paramLabel = "FILE",
      description = "for the code of an authenticator; - for standard input")
  private String totpFile;

  @Option(
      names = "--new-password-file",
      paramLabel = "FILE",
      description = "where the password is for one time; - for standard input")
  private String newPasswordFile;

  @Mixin private Address address;

  LoginCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    Address.Found found = address.find(this);
    SignIn signIn = found.signIn(terminal().clock());
    String account = name == null ? terminal().line("--name", "Name: ") : name;
    String code = terminal().argument(invitation);
    String password = terminal().secret(passwordFile, "--password-file", "Password: ");
    if (register) {
      signIn.register(account, password, code);
    }
    Login login = usable(signIn, open(signIn, account, password), password);
    JsonNode me = signIn.account(login);
    logins().add(login.of(me));
    return show(me, () -> say("Signed in to %s as %s", found.server(), login.name()));
  }

  private SignIn.Opened open(SignIn signIn, String account, String password) {
    String code = totpFile == null ? null : terminal().firstLine(totpFile);
    try {
      return signIn.open(account, password, code);
    } catch (RefusedException e) {
      if (code != null || !e.kind().equals("totp-needed")) {
        throw e;
      }
    }
    return signIn.open(account, password, terminal().secret(null, "--totp-file", "Code: "));
  }

  /** With a one-time password nothing but setting another can be done. */
  private Login usable(SignIn signIn, SignIn.Opened opened, String password) {
    if (opened.mustChangePassword()) {
      remark("the password is for one time, and a new one is needed");
      String next = terminal().secret(newPasswordFile, "--new-password-file", "New password: ");
      signIn.changePassword(opened.login(), password, next);
    }
    return opened.login();
  }
}
