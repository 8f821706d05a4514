package org.paceline.submitter.command;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code paceline files}. */
@Command(
    name = "paceline files",
    description = {
      "Files that were sent, the recycle bin, and what is on its way. A file is named by its name",
      "or id; 'paceline data' sends and fetches them."
    },
    footer = {"", "Example:", "  paceline files delete train.bin", "  paceline files bin"})
final class FilesCommand extends FileWords {

  FilesCommand(Terminal terminal) {
    super(terminal);
  }

  @Command(
      description = "Puts a file into the recycle bin.",
      footer = {"", "Example:", "  paceline files delete train.bin"})
  int delete(
      @Parameters(paramLabel = "FILE", description = "name or id") String word,
      @Option(
              names = "--project",
              paramLabel = "PROJECT",
              description = "in which FILE is looked for")
          String project) {
    JsonNode file = finder().file(word, project);
    api().change("DELETE", "/files/" + file.path("id").asText(), null, version(file));
    return done("%s is in the recycle bin", file.path("name").asText());
  }

  @Command(
      description = "Takes a file out of the recycle bin.",
      footer = {"", "Example:", "  paceline files restore train.bin"})
  int restore(@Parameters(paramLabel = "FILE", description = "name or id") String word) {
    JsonNode file = finder().binned(word);
    JsonNode restored =
        api()
            .post(
                "/recycle-bin/%s/restoration".formatted(file.path("id").asText()),
                null,
                version(file))
            .body();
    return show(restored, () -> say("%s is back", restored.path("name").asText()));
  }

  @Command(
      description = "Lists what is in the recycle bin.",
      footer = {"", "Example:", "  paceline files bin"})
  int bin() {
    JsonNode all = api().list("/recycle-bin");
    Table table = new Table("NAME", "KIND", "SIZE", "DELETED", "ID");
    for (JsonNode file : all) {
      table.add(
          file.path("name").asText(),
          file.path("kind").asText(),
          Amount.size(file.path("size").asLong()),
          time(file.path("deletedAt")),
          file.path("id").asText());
    }
    return show(all, table);
  }

  @Command(
      description = "Deletes what is in the recycle bin, or one file of it, for good.",
      footer = {"", "Example:", "  paceline files empty"})
  int empty(
      @Parameters(
              paramLabel = "FILE",
              arity = "0..1",
              description = "name or id; all of them unless given")
          String word,
      @Option(names = "--yes", description = "does not ask") boolean yes) {
    if (!yes) {
      confirm("Delete %s for good?".formatted(word == null ? "all that is in the bin" : word));
    }
    if (word == null) {
      api().change("DELETE", "/recycle-bin", null, null);
      return done("The recycle bin is empty");
    }
    JsonNode file = finder().binned(word);
    api().change("DELETE", "/recycle-bin/" + file.path("id").asText(), null, version(file));
    return done("%s is deleted", file.path("name").asText());
  }

  @Command(
      description = "Lists uploads that are not complete.",
      footer = {"", "Example:", "  paceline files uploads"})
  int uploads() {
    JsonNode all = api().list("/uploads");
    Table table = new Table("NAME", "SIZE", "BEGUN", "GIVEN UP", "ID");
    for (JsonNode upload : all) {
      table.add(
          upload.path("name").asText(),
          Amount.size(upload.path("size").asLong()),
          time(upload.path("createdAt")),
          time(upload.path("expiresAt")),
          upload.path("id").asText());
    }
    return show(all, table);
  }

  @Command(
      description = "Gives an upload up.",
      footer = {"", "Example:", "  paceline files abort train.bin"})
  int abort(@Parameters(paramLabel = "UPLOAD", description = "name or id") String word) {
    JsonNode upload = finder().upload(word);
    api().change("DELETE", "/uploads/" + upload.path("id").asText(), null, null);
    return done("The upload of %s is given up", upload.path("name").asText());
  }

  @Command(
      description = "Shows what your files take, or for admins those of others.",
      footer = {
        "",
        "Example:",
        "  paceline files quota",
        "  paceline files quota --user ID --set 1TiB"
      })
  int quota(
      @Option(names = "--user", paramLabel = "USER_ID", description = "whose; yours unless given")
          String user,
      @Option(
              names = "--set",
              paramLabel = "SIZE",
              description = "as 500GiB, for admins; 'usual' for that of the server's settings")
          String limit) {
    String id = user == null ? api().login().userId() : Finder.requireId(user);
    return QuotaTable.show(this, "/users/%s/quota".formatted(id), limit);
  }
}
