package org.paceline.submitter.command;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Words of {@code paceline machine} for how agents come to speak for machines. */
abstract class AgentWords extends Group {

  AgentWords(Terminal terminal) {
    super(terminal);
  }

  static String path(JsonNode machine) {
    return "/machines/" + machine.path("id").asText();
  }

  @Command(
      description = "Makes a token with which one machine registers itself for you, once.",
      footer = {
        "",
        "Example, on the machine that is lent; the agent takes the token as a line of a file:",
        "  paceline machine enroll > token",
        "  paceline agent --help"
      })
  int enroll() {
    JsonNode made = api().post("/enrollments", null).body();
    if (!json()) {
      remark("good for one machine until " + time(made.path("expiresAt")) + ", shown only now");
    }
    return show(made, () -> say("%s", made.path("token").asText()));
  }

  @Command(
      description = "Lists tokens that no machine has used yet, without the tokens.",
      footer = {"", "Example:", "  paceline machine enrollments"})
  int enrollments() {
    JsonNode all = api().list("/enrollments");
    Table table = new Table("ID", "EXPIRES");
    for (JsonNode each : all) {
      table.add(each.path("id").asText(), time(each.path("expiresAt")));
    }
    return show(all, table);
  }

  @Command(
      description = "Ends a token that no machine has used yet.",
      footer = {"", "Example:", "  paceline machine unenroll ID"})
  int unenroll(@Parameters(paramLabel = "ID", description = "of 'machine enrollments'") String id) {
    api().change("DELETE", "/enrollments/" + Finder.requireId(id), null, null);
    return done("Token revoked");
  }

  @Command(
      description = "Ends the token of a machine's agent, which then cannot report any more.",
      footer = {"", "Example:", "  paceline machine revoke rocket"})
  int revoke(@Parameters(paramLabel = "MACHINE", description = "name or id") String word) {
    JsonNode machine = finder().machine(word);
    api().change("DELETE", path(machine) + "/agent", null, null);
    return done("The agent of %s is shut out", machine.path("name").asText());
  }
}
