package org.paceline.submitter.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code paceline invite}. */
@Command(
    name = "paceline invite",
    description = "Makes a code for one registration; for admins.",
    footer = {
      "",
      "Example:",
      "  paceline invite",
      "  paceline invite --list",
      "  paceline invite --revoke ID"
    })
final class InviteCommand extends Group implements Callable<Integer> {

  @Option(names = "--list", description = "those that hold, without their codes")
  private boolean list;

  @Option(names = "--revoke", paramLabel = "ID", description = "ends one that --list shows")
  private String revoked;

  InviteCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    if (revoked != null) {
      api().change("DELETE", "/invitations/" + Finder.requireId(revoked), null, null);
      return done("Invitation revoked");
    }
    if (list) {
      return list();
    }
    JsonNode made = api().post("/invitations", null).body();
    return show(made, () -> say("%s", made.path("code").asText()));
  }

  private int list() {
    JsonNode all = api().list("/invitations");
    Table table = new Table("ID", "MADE BY", "EXPIRES");
    for (JsonNode each : all) {
      table.add(
          each.path("id").asText(), each.path("madeByName").asText(), time(each.path("expiresAt")));
    }
    return show(all, table);
  }
}
