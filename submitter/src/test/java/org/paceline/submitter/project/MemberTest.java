package org.paceline.submitter.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.submitter.testing.Answer;
import org.paceline.submitter.testing.Person;
import org.paceline.submitter.testing.Storage;
import org.paceline.submitter.testing.TestServer;

class MemberTest {

  private static final String GONE =
      "there is no such invite code, or it has expired, was used or revoked";

  @TempDir Path home;
  private TestServer server;
  private Person owner;
  private Person max;
  private Person vera;
  private Answer project;
  private String path;

  @BeforeEach
  void start() {
    server = TestServer.atNoon(Storage.H2, home);
    owner = server.person("olga");
    max = server.person("max");
    vera = server.person("vera");
    project = owner.post("/projects", Map.of("name", "birds")).created();
    path = "/projects/" + project.text("id");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Answer code(Map<String, Object> wanted) {
    return owner.post(path + "/invite-codes", wanted).created();
  }

  private static Answer join(Person person, Answer code) {
    return person.post("/memberships", Map.of("code", code.text("code")));
  }

  @Test
  void aCodeForSeveralCountsThem() {
    Answer code = code(Map.of("uses", 2, "role", "viewer"));
    join(max, code).created();
    join(max, code).refused(409, "you are in the project already");
    assertThat(owner.get(path + "/invite-codes").all("usesLeft")).containsExactly("1");
    assertThat(join(vera, code).created().text("role")).isEqualTo("viewer");
    assertThat(owner.get(path + "/invite-codes").all("usesLeft")).isEmpty();
    join(server.person("third"), code).refused(404, GONE);
  }

  @Test
  void aCodeExpires() {
    Answer code = code(Map.of("expiresInSeconds", 3600));
    assertThat(code.text("expiresAt")).isEqualTo("2026-11-23T13:00:00Z");
    server.clock().advance(Duration.ofSeconds(3600));
    join(max, code).refused(404, GONE);
    assertThat(owner.get(path + "/invite-codes").all("id")).isEmpty();
  }

  @Test
  void aRevokedCodeLetsNobodyIn() {
    Answer code = code(Map.of("uses", 5));
    String made = path + "/invite-codes/" + code.text("id");
    owner.delete(made).refused(428, "send the ETag of what you change as If-Match");
    owner.send("DELETE", made, null, code.version()).is(204);
    join(max, code).refused(404, GONE);
    owner.send("DELETE", made, null, code.version()).refused(404, "no invite code");
    owner.get(made).refused(404, "there is no invite code");
    max.post("/memberships", Map.of("code", "guessed")).refused(404, GONE);
  }

  @Test
  void whoRevokesACodeKnowsOfAllWhoCameByIt() {
    Answer code = code(Map.of("uses", 2));
    String made = path + "/invite-codes/" + code.text("id");
    assertThat(code.header("Location")).isEqualTo("/api/v1" + made);
    assertThat(owner.get(made).ok().version()).isEqualTo(code.version());
    join(max, code).created();
    owner
        .send("DELETE", made, null, code.version())
        .refused(412, "the invite code was used or revoked since: get it again");
    assertThat(owner.get(path + "/invite-codes").all("version")).containsExactly("2");
    owner.deleteNewest(made).is(204);
    join(vera, code).refused(404, GONE);
  }

  @Test
  void codesAreShownOnceAndNowhereElse() {
    Answer code = code(Map.of());
    assertThat(owner.get(path + "/invite-codes/" + code.text("id")).ok().body())
        .doesNotContain(code.text("code"));
    assertThat(owner.get(path + "/invite-codes").body())
        .contains(code.text("id"))
        .doesNotContain(code.text("code"));
    assertThat(owner.get(path + "/audit").body()).doesNotContain(code.text("code"));
  }

  @Test
  void whatACodeMayBeIsChecked() {
    String codes = path + "/invite-codes";
    owner
        .post(codes, Map.of("role", "owner"))
        .refused(400, "role must be member or viewer, not 'owner'");
    owner.post(codes, Map.of("uses", 0)).refused(400, "uses must be from 1 to 1000, not 0");
    owner
        .post(codes, Map.of("expiresInSeconds", 5))
        .refused(400, "expiresInSeconds must be from 60 to 7776000, not 5");
    max.post("/memberships", Map.of()).refused(400, "code must be an invite code, not null");
  }

  @Test
  void ownershipIsPassedOn() {
    join(max, code(Map.of("role", "viewer"))).created();
    String owned = path + "/owner";
    Map<String, String> toMax = Map.of("userId", max.id());
    owner
        .send("PUT", owned, Map.of("userId", vera.id()), project.version())
        .refused(400, "userId must be of somebody in the project, not " + vera.id());

    Answer passed = owner.send("PUT", owned, toMax, project.version()).ok();

    assertThat(passed.text("role")).isEqualTo("member");
    assertThat(passed.text("ownerId")).isEqualTo(max.id());
    owner.send("PUT", owned, toMax, passed.version()).refused(403, "only the project's owner");
    max.send("PUT", owned, toMax, project.version()).is(412);
    max.send("PUT", owned, Map.of("userId", owner.id()), passed.version()).ok();
    assertThat(max.get(path).text("role")).isEqualTo("member");
  }

  @Test
  void theOwnerChangesRolesAndSendsAway() {
    join(max, code(Map.of())).created();
    join(vera, code(Map.of())).created();
    String member = path + "/members/" + max.id();
    Answer before = owner.get(member).ok();
    Answer after = owner.send("PATCH", member, Map.of("role", "viewer"), before.version()).ok();
    assertThat(after.text("role")).isEqualTo("viewer");
    owner
        .send("PATCH", member, Map.of("role", "member"), before.version())
        .refused(412, "the member was changed since");
    vera.delete(member).refused(403, "only the project's owner");
    owner.delete(member).refused(428, "as If-Match");
    owner
        .send("DELETE", member, null, before.version())
        .refused(412, "the member was changed since: get it again");
    owner.send("DELETE", member, null, after.version()).is(204);
    max.get(path).is(404);
    owner.delete(member).refused(404, "there is no member");
  }

  @Test
  void theOwnerStaysUntilTheProjectIsPassedOn() {
    String self = path + "/members/" + owner.id();
    owner.deleteNewest(self).refused(409, "olga owns the project: pass it on first");
    owner.send("PATCH", self, Map.of("role", "viewer"), "\"1\"").refused(409, "olga owns");
    Map<String, String> mine = Map.of("name", "olga", "password", "correct horse battery");
    owner.send("DELETE", "/users/me", mine, null).refused(409, "still owns a project");

    owner.send("DELETE", path, null, project.version()).is(204);
    owner.send("DELETE", "/users/me", mine, null).is(204);
  }
}
