package org.paceline.submitter.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.submitter.testing.Storage;
import org.paceline.submitter.testing.TestServer;

/** Words about projects and machines, and what all words have in common. */
class WordsTest {

  @TempDir static Path home;
  private static TestServer server;
  private static Shell ada;
  private static Shell grace;

  @BeforeAll
  static void start() {
    server = TestServer.start(Storage.H2, home.resolve("server"));
    ada = Shell.of(server, home.resolve("ada"), "ada");
    grace = Shell.of(server, home.resolve("grace"), "grace");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String token() {
    return server.signIn("ada", TestServer.PASSWORD).is(201).text("accessToken");
  }

  @Test
  void aProjectIsMadeJoinedPassedOnAndLeft() {
    ada.run("project", "create", "Mountains").ends(0);
    String code = ada.run("project", "invite", "Mountains", "--expires", "2d").ends(0).out();
    assertThat(grace.piped(code, "project", "join", "-").ends(0).out())
        .startsWith("Joined Mountains as member: ");
    assertThat(grace.run("project", "invite", "Mountains").ends(1).err())
        .isEqualTo("paceline project: only the project's owner may do this%n".formatted());
    ada.run("project", "invite", "Mountains", "--uses", "2").ends(0);
    String open = ada.run("project", "codes", "Mountains").ends(0).rows().get(1).get(0);
    ada.run("project", "revoke", "Mountains", open).ends(0);
    assertThat(ada.run("project", "codes", "Mountains").ends(0).rows()).hasSize(1);
    ada.run("project", "role", "Mountains", "grace", "viewer").ends(0);
    assertThat(ada.run("project", "members", "Mountains").ends(0).rows())
        .extracting(row -> row.subList(0, 2))
        .containsExactly(
            List.of("NAME", "ROLE"), List.of("ada", "owner"), List.of("grace", "viewer"));
    ada.run("project", "owner", "Mountains", "grace").ends(0);
    ada.run("project", "leave", "Mountains").ends(0);
    assertThat(ada.run("project", "show", "Mountains").ends(1).err())
        .isEqualTo(
            "paceline project: there is no project 'Mountains' that you may see%n".formatted());
    grace.run("project", "rename", "Mountains", "Hills").ends(0);
    assertThat(grace.run("project", "audit", "Hills").ends(0).out())
        .contains("project.role-changed", "project.renamed");
    String again = grace.run("project", "invite", "Hills").ends(0).out();
    ada.piped(again, "project", "join", "-").ends(0);
    grace.run("project", "remove", "Hills", "ada").ends(0);
    assertThat(grace.run("project", "members", "Hills").ends(0).rows()).hasSize(2);
    grace.run("project", "delete", "Hills").ends(0);
  }

  @Test
  void jsonIsWhatTheApiSays() {
    ada.run("project", "create", "Lakes").ends(0);
    JsonNode items = server.get("/api/v1/projects", token()).json().path("items");
    assertThat(ada.run("project", "list", "--json").ends(0).json()).isEqualTo(items);
    JsonNode shown = ada.run("project", "show", "Lakes", "--json").ends(0).json();
    assertThat(items).contains(shown);
    ada.run("project", "delete", "Lakes").ends(0);
  }

  @Test
  void aNameOfSeveralIsRefusedWithTheirIds() {
    ada.run("project", "create", "Twins").ends(0);
    ada.run("project", "create", "Twins").ends(0);
    Shell.Said said = ada.run("project", "delete", "Twins").ends(2);
    assertThat(said.err())
        .startsWith("paceline project: 2 have the name 'Twins'; name one of them");
    List<String> ids =
        ada.run("project", "list", "--json").json().findValuesAsText("id").stream()
            .filter(said.err()::contains)
            .toList();
    assertThat(ids).hasSize(2);
    ids.forEach(id -> ada.run("project", "delete", id).ends(0));
  }

  /** U+009B is another way to say ESC [, and U+202E turns the direction of writing. */
  @Test
  void namesCannotCommandTheTerminal() {
    String name = "evil\u009b2J\u202etxt";
    ada.run("project", "create", name).ends(0);
    assertThat(ada.run("project", "list").ends(0).out())
        .contains("evil?2J?txt")
        .doesNotContain("\u009b", "\u202e");
    Shell.Said json = ada.run("project", "list", "--json").ends(0);
    assertThat(json.out()).contains("evil\\u009b2J\\u202etxt");
    assertThat(json.json().findValuesAsText("name")).contains(name);
    ada.run("project", "delete", name).ends(0);
  }

  @Test
  void aMachineIsAddedLentAndStopped() {
    ada.run("project", "create", "Valleys").ends(0);
    assertThat(
            ada.run("machine", "add", "rocket", "--cores", "16", "--memory", "64GB", "--gpu", "no")
                .ends(1)
                .err())
        .contains("'no'");
    ada.run("machine", "add", "rocket", "--cores", "16", "--memory", "64GiB", "--gpu", "RTX 3090")
        .ends(0);
    ada.run("machine", "rules", "rocket", "--hours", "mon-fri 18:00-08:00", "--share", "0.5")
        .ends(0);
    ada.run("machine", "lend", "rocket", "Valleys").ends(0);
    ada.run("machine", "pause", "rocket").ends(0);
    List<String> row = ada.run("machine", "list", "--project", "Valleys").ends(0).rows().get(1);
    assertThat(row.subList(0, 7))
        .containsExactly(
            "rocket", "ada", "RTX 3090", row.get(3), "never seen", "away, paused", "Valleys");
    JsonNode shown = ada.run("machine", "show", "rocket", "--json").ends(0).json();
    assertThat(shown.path("memoryBytes").asLong()).isEqualTo(64L << 30);
    assertThat(shown.path("rules").path("hours").path(0).asText()).isEqualTo("mon-fri 18:00-08:00");
    assertThat(shown.path("rules").path("maximumShare").asDouble()).isEqualTo(0.5);
    assertThat(grace.run("machine", "show", "rocket").ends(1).err())
        .contains("there is no machine");
    ada.run("machine", "resume", "rocket").ends(0);
    ada.run("machine", "lend", "rocket", "Valleys", "--back").ends(0);
    assertThat(ada.run("machine", "list", "--project", "Valleys").ends(0).rows()).hasSize(1);
    ada.run("machine", "remove", "rocket").ends(0);
  }

  @Test
  void aMachineIsEnrolledByATokenOnALineOfItsOwn() {
    Shell.Said said = ada.run("machine", "enroll").ends(0);
    assertThat(said.out().strip()).matches("[\\w-]{16,}");
    assertThat(said.err()).startsWith("paceline machine: good for one machine until ");
    Shell.Said open = ada.run("machine", "enrollments").ends(0);
    assertThat(open.out()).doesNotContain(said.out().strip());
    String id = open.rows().get(1).get(0);
    ada.run("machine", "unenroll", id).ends(0);
    assertThat(ada.run("machine", "enrollments").ends(0).rows()).hasSize(1);
    assertThat(ada.run("machine", "unenroll", id).ends(1).err()).contains("there is no enrollment");
  }

  @Test
  void invitationsAreForAdmins() {
    assertThat(ada.run("invite", "--list").ends(1).err()).contains("only an admin may do this");
    server.admin();
    Shell admin = new Shell(home.resolve("admin"), server.clock());
    String url = server.uri("").toString();
    admin
        .piped(
            TestServer.PASSWORD + "\n",
            "login",
            "--server",
            url,
            "--name",
            "admin",
            "--password-file",
            "-")
        .ends(0);
    String code = admin.run("invite").ends(0).out().strip();
    Shell.Said open = admin.run("invite", "--list").ends(0);
    assertThat(open.out()).doesNotContain(code);
    admin.run("invite", "--revoke", open.rows().get(1).get(0)).ends(0);
    assertThat(admin.run("invite", "--list").ends(0).rows()).hasSize(1);
    assertThat(admin.run("invite", "--revoke", "x").ends(2).err()).contains("an id is like");
  }

  @Test
  void aFileGoesToSomebodyByName() throws IOException {
    ada.run("project", "create", "Caves").ends(0);
    grace.piped(ada.run("project", "invite", "Caves").out(), "project", "join", "-").ends(0);
    Path notes = Files.writeString(home.resolve("notes.txt"), "for ada");
    assertThat(grace.run("data", "push", notes.toString(), "--member", "eve").ends(1).err())
        .isEqualTo("paceline data: there is nobody 'eve' in your projects%n".formatted());
    grace.run("data", "push", notes.toString(), "--member", "ada", "--name", "hint").ends(0);
    assertThat(ada.run("data", "list").ends(0).rows().get(1).subList(0, 4))
        .containsExactly("hint", "file", "7 B", "member");
    ada.run("project", "delete", "Caves").ends(0);
  }

  @Test
  void everyWordHasHelpWithAnExample() {
    for (String word : List.of("login", "logout", "whoami", "password", "register", "invite")) {
      assertThat(ada.run(word, "--help").ends(0).out())
          .contains("Usage: paceline " + word, "Example");
    }
    for (String group : List.of("project", "machine", "data", "files")) {
      String help = ada.run(group, "--help").ends(0).out();
      List<String> words =
          help.lines()
              .dropWhile(line -> !line.equals("Commands:"))
              .skip(1)
              .takeWhile(line -> line.startsWith("  "))
              .filter(line -> line.charAt(2) != ' ')
              .map(line -> line.strip().split(" ")[0])
              .toList();
      assertThat(words).as(help).hasSizeGreaterThan(3);
      words.forEach(
          word ->
              assertThat(ada.run(group, word, "--help").ends(0).out())
                  .contains("Usage: paceline " + group + " " + word, "Example"));
    }
  }

  @Test
  void wrongArgumentsAreSaidWithoutAskingTheServer() {
    assertThat(ada.run("machine", "add", "x", "--cores", "2", "--memory", "much").ends(2).err())
        .isEqualTo(
            "paceline machine: a size must be like 16GiB, 500MB or 4096, not 'much'%n".formatted());
    assertThat(ada.run("project").ends(2).err()).contains("See 'paceline project --help'");
    assertThat(ada.run("project", "list", "--colour").ends(2).err()).contains("--colour");
    assertThat(ada.run("weather").ends(2).err()).startsWith("paceline: the words are data, files");
  }
}
