package org.paceline.submitter.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paceline.submitter.testing.Answer;
import org.paceline.submitter.testing.Person;
import org.paceline.submitter.testing.Storage;
import org.paceline.submitter.testing.TestServer;

class ProjectTest {

  private static final Map<String, Object> RENAMED = Map.of("name", "whales");

  @TempDir static Path home;
  private static TestServer server;
  private static Person owner;
  private static Person member;
  private static Person viewer;
  private static Person stranger;

  private Answer project;
  private String path;

  @BeforeAll
  static void start() {
    server = TestServer.atNoon(Storage.H2, home);
    owner = server.person("olga");
    member = server.person("max");
    viewer = server.person("vera");
    stranger = server.person("sam");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void create() {
    project = owner.post("/projects", Map.of("name", "birds")).created();
    path = "/projects/" + project.text("id");
    join(member, "member");
    join(viewer, "viewer");
  }

  private void join(Person person, String role) {
    String code = owner.post(path + "/invite-codes", Map.of("role", role)).created().text("code");
    person.post("/memberships", Map.of("code", code)).created();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, '', 200, 200, 200",
    "GET, /members, 200, 200, 200",
    "GET, /members/OWNER, 200, 200, 200",
    "GET, /audit, 200, 403, 403",
    "GET, /invite-codes, 200, 403, 403",
    "POST, /invite-codes, 201, 403, 403",
    "GET, /invite-codes/NONE, 404, 403, 403",
    "DELETE, /invite-codes/NONE, 404, 403, 403",
    "PATCH, '', 428, 403, 403",
    "PUT, /owner, 428, 403, 403",
    "PATCH, /members/MEMBER, 428, 403, 403",
    "DELETE, /members/NONE, 404, 403, 403",
    "DELETE, /members/MEMBER, 428, 428, 403",
    "DELETE, '', 428, 403, 403"
  })
  void rolesByRoutes(String method, String rest, int byOwner, int byMember, int byViewer) {
    String asked =
        path
            + rest.replace("OWNER", owner.id())
                .replace("MEMBER", member.id())
                .replace("NONE", UUID.randomUUID().toString());
    Object body = body(method, rest);

    assertThat(owner.send(method, asked, body, null).status()).as("owner").isEqualTo(byOwner);
    assertThat(member.send(method, asked, body, null).status()).as("member").isEqualTo(byMember);
    assertThat(viewer.send(method, asked, body, null).status()).as("viewer").isEqualTo(byViewer);
    stranger.send(method, asked, body, null).refused(404, "there is no project ");
    server.bearer("nobody", null, null).send(method, asked, body, null).is(401);
  }

  private static Object body(String method, String rest) {
    return switch (method + " " + rest) {
      case "PATCH " -> RENAMED;
      case "PUT /owner" -> Map.of("userId", member.id());
      case "PATCH /members/MEMBER" -> Map.of("role", "viewer");
      case "POST /invite-codes" -> Map.of();
      default -> null;
    };
  }

  @Test
  void aProjectSaysWhatTheCallerMayDo() {
    assertThat(owner.get(path).ok().text("role")).isEqualTo("owner");
    assertThat(member.get(path).ok().text("role")).isEqualTo("member");
    assertThat(viewer.get(path).ok().text("role")).isEqualTo("viewer");
    assertThat(member.get(path + "/members").all("role"))
        .containsExactly("member", "owner", "viewer");
    assertThat(stranger.get("/projects").all("id")).isEmpty();
    owner.get("/projects/none").refused(404, "there is no project none");
  }

  @Test
  void aChangeOfAnOldVersionIsRefused() {
    Answer renamed = owner.send("PATCH", path, RENAMED, project.version()).ok();
    assertThat(renamed.text("name")).isEqualTo("whales");

    owner
        .send("PATCH", path, RENAMED, project.version())
        .refused(412, "the project was changed since");
    owner.send("DELETE", path, null, project.version()).is(412);
    owner.send("DELETE", path, null, renamed.version()).is(204);
    owner.get(path).is(404);
    member.get(path).is(404);
  }

  @Test
  void namesAreChecked() {
    owner
        .post("/projects", Map.of("name", " "))
        .refused(
            400,
            "name must have 1 to 64 printable characters, of which an emoji counts as two,"
                + " without spaces around, not ' '");
    owner.post("/projects", Map.of()).refused(400, "not 'null'");
    owner.post("/projects", Map.of("name", "a\0b")).refused(400, "name must have 1 to 64");
    owner.post("/projects", Map.of("name", "a".repeat(65))).refused(400, "name must have 1 to 64");
    owner.post("/projects", Map.of("name", "Vögel im Garten 🐦")).created();
    owner.get("/projects?cursor=AA").refused(400, "cursor must be one that an answer gave");
    owner.get("/projects?cursor=YQ").refused(400, "cursor is of another list");
  }

  @Test
  void aListComesInParts() {
    Person many = server.person("many-" + UUID.randomUUID().toString().substring(0, 8));
    for (String name : new String[] {"b", "a", "b", "c"}) {
      many.post("/projects", Map.of("name", name)).created();
    }
    Answer first = many.get("/projects?limit=2");
    Answer second = many.get("/projects?limit=2&cursor=" + first.text("next"));
    assertThat(first.all("name")).containsExactly("a", "b");
    assertThat(second.all("name")).containsExactly("b", "c");
    assertThat(second.all("id")).doesNotContainAnyElementsOf(first.all("id"));
  }

  @Test
  void theOwnersAuditTellsTheWholeLife() {
    owner.send("PATCH", path, RENAMED, project.version()).ok();
    member.deleteNewest(path + "/members/" + member.id()).is(204);
    assertThat(owner.get(path + "/audit").all("action"))
        .containsExactly(
            "project.created",
            "project.code-made",
            "project.joined",
            "project.code-made",
            "project.joined",
            "project.renamed",
            "project.left");
    assertThat(owner.get(path + "/audit").all("actor")).contains("olga", "max", "vera");
  }
}
