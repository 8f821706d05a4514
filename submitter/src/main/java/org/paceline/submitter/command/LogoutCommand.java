package org.paceline.submitter.command;

import java.net.URI;
import java.util.concurrent.Callable;
import org.paceline.submitter.client.SignedOutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code paceline logout}. */
@Command(
    name = "paceline logout",
    description = "Ends the session, and forgets its tokens.",
    footer = {"", "Example:", "  paceline logout --everywhere"})
final class LogoutCommand extends Group implements Callable<Integer> {

  @Option(names = "--everywhere", description = "ends all sessions of the account")
  private boolean everywhere;

  LogoutCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    URI address = login().server();
    try {
      api().change("DELETE", everywhere ? "/sessions" : "/sessions/current", null, null);
    } catch (SignedOutException e) {
      // It had ended before.
      remark(e.getMessage());
    }
    logins().remove(address);
    return done("Signed out of %s", address);
  }
}
