package org.paceline.submitter.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Words that {@code paceline data} and {@code paceline files} have in common. */
abstract class FileWords extends Group {

  FileWords(Terminal terminal) {
    super(terminal);
  }

  @Command(
      description = "Lists your files and those sent to you, or those of a project.",
      footer = {"", "Example:", "  paceline data list --project Mountains"})
  int list(
      @Option(names = "--project", paramLabel = "PROJECT", description = "those of a project")
          String project) {
    String query =
        project == null ? "" : "?project=" + finder().project(project).path("id").asText();
    JsonNode all = api().list("/files" + query);
    List<JsonNode> byName = new ArrayList<>();
    all.forEach(byName::add);
    byName.sort(Comparator.comparing(file -> file.path("name").asText()));
    Table table = new Table("NAME", "KIND", "SIZE", "FOR", "SENT", "EXPIRES", "ID");
    for (JsonNode file : byName) {
      table.add(
          file.path("name").asText(),
          file.path("kind").asText(),
          Amount.size(file.path("size").asLong()),
          target(file),
          time(file.path("createdAt")),
          time(file.path("expiresAt")),
          file.path("id").asText());
    }
    return show(all, table);
  }

  private static String target(JsonNode file) {
    for (String kind : List.of("project", "member", "machine")) {
      if (file.hasNonNull(kind)) {
        return kind;
      }
    }
    return "sender";
  }

  @Command(
      description = "Shows a file.",
      footer = {"", "Example:", "  paceline data show train.bin --project Mountains"})
  int show(
      @Parameters(paramLabel = "FILE", description = "name or id") String word,
      @Option(
              names = "--project",
              paramLabel = "PROJECT",
              description = "in which FILE is looked for")
          String project) {
    JsonNode file = finder().file(word, project);
    return show(
        file,
        new Table()
            .add("Name", file.path("name").asText())
            .add("Id", file.path("id").asText())
            .add("Kind", file.path("kind").asText())
            .add("Size", "%s bytes".formatted(file.path("size").asLong()))
            .add("CRC32C", file.path("crc32c").asText())
            .add("For", target(file) + " " + file.path(target(file)).asText(""))
            .add("Space", file.path("space").asText())
            .add("Sent", time(file.path("createdAt")))
            .add("Expires", time(file.path("expiresAt"))));
  }
}
