package org.paceline.submitter.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code paceline whoami}. */
@Command(
    name = "paceline whoami",
    description = "Says who is signed in, and where.",
    footer = {"", "Example:", "  paceline whoami --json"})
final class WhoamiCommand extends Group implements Callable<Integer> {

  WhoamiCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    JsonNode me = api().get("/users/me").body();
    return show(
        me,
        () -> {
          Table table = new Table("NAME", "ADMIN", "SERVER", "ID", "SINCE");
          table.add(
              me.path("name").asText(),
              me.path("admin").asBoolean() ? "yes" : "no",
              api().login().server().toString(),
              me.path("id").asText(),
              time(me.path("createdAt")));
          table.print(terminal().out());
        });
  }
}
