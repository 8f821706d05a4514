package org.paceline.submitter.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Words of {@code paceline project} for who is in one. */
abstract class MemberWords extends Group {

  MemberWords(Terminal terminal) {
    super(terminal);
  }

  static String path(JsonNode project) {
    return "/projects/" + project.path("id").asText();
  }

  @Command(
      description = "Makes an invite code, which is shown only now; for the owner.",
      footer = {"", "Example:", "  paceline project invite Mountains --uses 5 --expires 2d"})
  int invite(
      @Parameters(paramLabel = "PROJECT", description = "name or id") String word,
      @Option(names = "--role", description = "member or viewer; member unless given") String role,
      @Option(names = "--uses", paramLabel = "N", description = "how many may come; 1 unless given")
          Integer uses,
      @Option(names = "--expires", paramLabel = "TIME", description = "as 2d; 7d unless given")
          String expires) {
    ObjectNode wanted = body();
    if (role != null) {
      wanted.put("role", role);
    }
    if (uses != null) {
      wanted.put("uses", uses);
    }
    if (expires != null) {
      wanted.put("expiresInSeconds", Amount.seconds(expires));
    }
    JsonNode made = api().post(path(finder().project(word)) + "/invite-codes", wanted).body();
    return show(made, () -> say("%s", made.path("code").asText()));
  }

  @Command(
      description = "Lists invite codes that can be used, without the codes; for the owner.",
      footer = {"", "Example:", "  paceline project codes Mountains"})
  int codes(@Parameters(paramLabel = "PROJECT", description = "name or id") String word) {
    JsonNode all = api().list(path(finder().project(word)) + "/invite-codes");
    Table table = new Table("ID", "ROLE", "USES LEFT", "EXPIRES");
    for (JsonNode code : all) {
      table.add(
          code.path("id").asText(),
          code.path("role").asText(),
          code.path("usesLeft").asText(),
          time(code.path("expiresAt")));
    }
    return show(all, table);
  }

  @Command(
      description = "Ends an invite code; for the owner.",
      footer = {"", "Example:", "  paceline project revoke Mountains ID"})
  int revoke(
      @Parameters(index = "0", paramLabel = "PROJECT", description = "name or id") String word,
      @Parameters(index = "1", paramLabel = "ID", description = "of 'project codes'") String id) {
    String code = path(finder().project(word)) + "/invite-codes/" + Finder.requireId(id);
    api().change("DELETE", code, null, version(api().get(code).body()));
    return done("Code revoked");
  }

  @Command(
      description = "Joins a project by an invite code.",
      footer = {"", "Example:", "  paceline project join -"})
  int join(
      @Parameters(
              paramLabel = "CODE",
              description = "- for a line of standard input, which other users cannot see")
          String code) {
    ObjectNode used = body().put("code", terminal().argument(code));
    JsonNode joined = api().post("/memberships", used).body();
    return show(
        joined,
        () ->
            say(
                "Joined %s as %s: %s",
                joined.path("name").asText(),
                joined.path("role").asText(),
                joined.path("id").asText()));
  }

  @Command(
      description = "Lists who is in a project.",
      footer = {"", "Example:", "  paceline project members Mountains"})
  int members(@Parameters(paramLabel = "PROJECT", description = "name or id") String word) {
    JsonNode all = api().list(path(finder().project(word)) + "/members");
    Table table = new Table("NAME", "ROLE", "SINCE", "ID");
    for (JsonNode member : all) {
      table.add(
          member.path("name").asText(),
          member.path("role").asText(),
          time(member.path("joinedAt")),
          member.path("userId").asText());
    }
    return show(all, table);
  }

  @Command(
      description = "Says what somebody may do in a project; for the owner.",
      footer = {"", "Example:", "  paceline project role Mountains grace viewer"})
  int role(
      @Parameters(index = "0", paramLabel = "PROJECT", description = "name or id") String word,
      @Parameters(index = "1", paramLabel = "USER", description = "name or id") String user,
      @Parameters(index = "2", paramLabel = "ROLE", description = "member or viewer") String role) {
    String project = path(finder().project(word));
    JsonNode member = finder().member(id(project), user);
    JsonNode changed =
        api()
            .change("PATCH", of(project, member), body().put("role", role), version(member))
            .body();
    return show(
        changed,
        () -> say("%s is %s now", changed.path("name").asText(), changed.path("role").asText()));
  }

  private static String id(String project) {
    return project.substring(project.lastIndexOf('/') + 1);
  }

  private static String of(String project, JsonNode member) {
    return project + "/members/" + member.path("userId").asText();
  }

  @Command(
      description = "Takes somebody out of a project; for the owner.",
      footer = {"", "Example:", "  paceline project remove Mountains grace"})
  int remove(
      @Parameters(index = "0", paramLabel = "PROJECT", description = "name or id") String word,
      @Parameters(index = "1", paramLabel = "USER", description = "name or id") String user) {
    String project = path(finder().project(word));
    JsonNode member = finder().member(id(project), user);
    api().change("DELETE", of(project, member), null, version(member));
    return done("%s is not in it any more", member.path("name").asText());
  }

  @Command(
      description = "Leaves a project, together with the machines that you lent to it.",
      footer = {"", "Example:", "  paceline project leave Mountains"})
  int leave(@Parameters(paramLabel = "PROJECT", description = "name or id") String word) {
    JsonNode project = finder().project(word);
    String me = path(project) + "/members/" + api().login().userId();
    api().change("DELETE", me, null, version(api().get(me).body()));
    return done("Left %s", project.path("name").asText());
  }

  @Command(
      description = "Passes a project on to somebody who is in it; for the owner.",
      footer = {"", "Example:", "  paceline project owner Mountains grace"})
  int owner(
      @Parameters(index = "0", paramLabel = "PROJECT", description = "name or id") String word,
      @Parameters(index = "1", paramLabel = "USER", description = "name or id") String user) {
    JsonNode project = finder().project(word);
    JsonNode member = finder().member(project.path("id").asText(), user);
    ObjectNode next = body().put("userId", member.path("userId").asText());
    JsonNode passed = api().change("PUT", path(project) + "/owner", next, version(project)).body();
    return show(
        passed,
        () -> say("%s owns %s now", member.path("name").asText(), project.path("name").asText()));
  }
}
