package org.paceline.submitter.command;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code paceline project}: the projects themselves. */
@Command(
    name = "paceline project",
    description = "Projects, and who is in them. A project is named by its name or id.",
    footer = {"", "Example:", "  paceline project create Mountains"})
final class ProjectCommand extends MemberWords {

  ProjectCommand(Terminal terminal) {
    super(terminal);
  }

  @Command(
      description = "Makes a project, which you own.",
      footer = {"", "Example:", "  paceline project create Mountains"})
  int create(@Parameters(paramLabel = "NAME", description = "for people") String name) {
    JsonNode made = api().post("/projects", body().put("name", name)).body();
    return show(
        made,
        () -> say("Project %s made: %s", made.path("name").asText(), made.path("id").asText()));
  }

  @Command(
      description = "Lists the projects that you are in.",
      footer = {"", "Example:", "  paceline project list"})
  int list() {
    JsonNode all = api().list("/projects");
    Table table = new Table("NAME", "ROLE", "SINCE", "ID");
    for (JsonNode project : all) {
      table.add(
          project.path("name").asText(),
          project.path("role").asText(),
          time(project.path("createdAt")),
          project.path("id").asText());
    }
    return show(all, table);
  }

  @Command(
      description = "Shows a project.",
      footer = {"", "Example:", "  paceline project show Mountains"})
  int show(@Parameters(paramLabel = "PROJECT", description = "name or id") String word) {
    JsonNode project = finder().project(word);
    return show(
        project,
        new Table()
            .add("Name", project.path("name").asText())
            .add("Id", project.path("id").asText())
            .add("Your role", project.path("role").asText())
            .add("Owner", owner(project))
            .add("Since", time(project.path("createdAt"))));
  }

  private String owner(JsonNode project) {
    String id = project.path("ownerId").asText();
    return json() ? id : finder().member(project.path("id").asText(), id).path("name").asText();
  }

  @Command(
      description = "Gives a project another name.",
      footer = {"", "Example:", "  paceline project rename Mountains Hills"})
  int rename(
      @Parameters(index = "0", paramLabel = "PROJECT", description = "name or id") String word,
      @Parameters(index = "1", paramLabel = "NAME", description = "the new one") String name) {
    JsonNode project = finder().project(word);
    JsonNode renamed =
        api().change("PATCH", path(project), body().put("name", name), version(project)).body();
    return show(renamed, () -> say("Project renamed: %s", renamed.path("name").asText()));
  }

  @Command(
      description = "Deletes a project; somebody at a terminal is asked first.",
      footer = {"", "Example:", "  paceline project delete Hills"})
  int delete(
      @Parameters(paramLabel = "PROJECT", description = "name or id") String word,
      @Option(names = "--yes", description = "does not ask") boolean yes) {
    JsonNode project = finder().project(word);
    String name = project.path("name").asText();
    if (!yes) {
      confirm("Delete the project %s?".formatted(Printable.of(name)));
    }
    api().change("DELETE", path(project), null, version(project));
    return done("Project %s deleted", name);
  }

  @Command(
      description = "Shows what files of a project take, or for admins sets how much they may.",
      footer = {
        "",
        "Example:",
        "  paceline project quota Mountains",
        "  paceline project quota ID --set 1TiB"
      })
  int quota(
      @Parameters(paramLabel = "PROJECT", description = "name or id; for --set the id") String word,
      @Option(
              names = "--set",
              paramLabel = "SIZE",
              description = "as 500GiB; 'usual' for that of the server's settings")
          String limit) {
    String id = Finder.isId(word) ? word : finder().project(word).path("id").asText();
    return QuotaTable.show(this, "/projects/%s/quota".formatted(id), limit);
  }

  @Command(
      description = "Lists who did what in a project; for its owner.",
      footer = {"", "Example:", "  paceline project audit Mountains"})
  int audit(@Parameters(paramLabel = "PROJECT", description = "name or id") String word) {
    JsonNode lines = api().list(path(finder().project(word)) + "/audit");
    Table table = new Table("WHEN", "WHO", "WHAT", "TO");
    for (JsonNode line : lines) {
      table.add(
          time(line.path("at")),
          line.path("actor").asText(),
          line.path("action").asText(),
          line.path("subject").asText());
    }
    return show(lines, table);
  }
}
