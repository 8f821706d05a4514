package org.paceline.submitter.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.submitter.testing.Answer;
import org.paceline.submitter.testing.TestServer;

/** Whom files are for: a project, a member, a machine. */
class TargetTest {

  @TempDir Path home;
  private Service service;
  private Service.User ada;
  private Service.User bob;
  private Service.User eve;
  private String project;
  private String machine;

  @BeforeEach
  void start() throws Exception {
    service = new Service(home);
    ada = service.user("ada");
    bob = service.user("bob");
    eve = service.user("eve");
    project = id(ada.ask("POST", "/projects", Map.of("name", "birds")));
    Answer code = ada.ask("POST", "/projects/" + project + "/invite-codes", Map.of("uses", 1));
    bob.ask("POST", "/memberships", Map.of("code", code.json().get("code").asText()));
    machine =
        id(
            ada.ask(
                "POST", "/machines", Map.of("name", "lab", "cores", 4, "memoryBytes", 8L << 30)));
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private static String id(Answer answer) {
    assertThat(answer.status()).as(answer.detail()).isEqualTo(201);
    return answer.json().get("id").asText();
  }

  private static String me(Service.User user) throws Exception {
    return user.get("/users/me").json().get("id").asText();
  }

  private static List<String> listed(Service.User user, String query) throws Exception {
    Answer answer = user.get("/files" + query);
    assertThat(answer.status()).as(answer.detail()).isEqualTo(200);
    List<String> ids = new ArrayList<>();
    for (JsonNode file : answer.json().get("items")) {
      ids.add(file.get("id").asText());
    }
    return ids;
  }

  @Test
  void filesAreListedByWhomTheyAreFor() throws Exception {
    String shared = id(ada.upload(UploadTest.random(10), "project", project));
    String given = id(ada.upload(UploadTest.random(11), "member", me(bob)));
    String lent = id(ada.upload(UploadTest.random(12), "machine", machine));
    String own = id(bob.upload(UploadTest.random(13)));

    assertThat(listed(bob, "?project=" + project)).containsExactly(shared);
    assertThat(listed(bob, "?member=" + me(bob))).as("given to me").containsExactly(given);
    assertThat(listed(ada, "?member=" + me(bob))).as("given by me").containsExactly(given);
    assertThat(listed(ada, "?machine=" + machine)).containsExactly(lent);
    assertThat(listed(bob, "")).containsExactlyInAnyOrder(own, given);
    assertThat(bob.content(given).statusCode()).isEqualTo(200);

    assertThat(eve.get("/files?project=" + project).status()).isEqualTo(404);
    assertThat(bob.get("/files?machine=" + machine).status()).isEqualTo(404);
    assertThat(eve.get("/files?member=" + me(bob)).status()).isEqualTo(404);
    Answer two = ada.get("/files?project=" + project + "&machine=" + machine);
    assertThat(two.status()).isEqualTo(400);
    assertThat(two.detail()).isEqualTo("a list is of one of project, member and machine");
    assertThat(bob.upload(UploadTest.random(9), "machine", machine).status()).isEqualTo(404);
    assertThat(eve.upload(UploadTest.random(9), "member", me(bob)).status()).isEqualTo(404);
  }

  @Test
  void aFileWhoseProjectIsGoneIsNotRestored() throws Exception {
    String shared = id(ada.upload(UploadTest.random(10), "project", project));
    assertThat(ada.change("DELETE", "/files/" + shared, "/files/" + shared).status())
        .isEqualTo(204);
    String path = "/projects/" + project;
    assertThat(ada.change("DELETE", path, path).status()).isEqualTo(204);
    String binned = "/recycle-bin/" + shared;
    Answer gone = ada.change("POST", binned + "/restoration", binned);
    assertThat(gone.status()).isEqualTo(409);
    assertThat(gone.detail())
        .isEqualTo(
            "the project %s that it was for is gone, or is no longer yours: it cannot be restored"
                .formatted(project));
    assertThat(ada.change("DELETE", binned, binned).status()).isEqualTo(204);
  }

  @Test
  void whatSomebodyLeftBehindIsTheMembersWhomItWasGivenTo() throws Exception {
    byte[] content = UploadTest.random(10);
    String given = id(bob.upload(content, "member", me(ada)));
    String path = "/files/" + given;
    Answer refused = ada.change("DELETE", path, path);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.detail())
        .isEqualTo("only who sent a file, or owns its project, may delete it");
    Map<String, String> leave = Map.of("name", "bob", "password", TestServer.PASSWORD);
    assertThat(bob.ask("DELETE", "/users/me", leave).status()).isEqualTo(204);

    assertThat(ada.content(given).body()).isEqualTo(content);
    assertThat(used(ada)).as("counts for her now").isEqualTo(10);
    assertThat(ada.change("DELETE", path, path).status()).isEqualTo(204);
    assertThat(ada.get("/recycle-bin").all("id")).containsExactly(given);
    assertThat(eve.get("/recycle-bin").all("id")).isEmpty();
    String binned = "/recycle-bin/" + given;
    assertThat(eve.get(binned).status()).isEqualTo(404);
    assertThat(ada.change("POST", binned + "/restoration", binned).status()).isEqualTo(201);
    assertThat(ada.change("DELETE", path, path).status()).isEqualTo(204);
    assertThat(ada.ask("DELETE", "/recycle-bin", null).status()).isEqualTo(204);
    assertThat(ada.get("/recycle-bin").all("id")).isEmpty();
  }

  private static int used(Service.User user) throws Exception {
    return user.get("/users/%s/quota".formatted(me(user))).json().get("used").asInt();
  }

  @Test
  void whatSomebodyLeftOnAMachineIsItsOwners() throws Exception {
    String tag = ada.get("/machines/" + machine).header("ETag");
    Map<String, List<String>> rules = Map.of("projects", List.of(project));
    assertThat(ada.ask("PUT", "/machines/" + machine + "/rules", rules, "If-Match", tag).status())
        .isEqualTo(200);
    String left = id(bob.upload(UploadTest.random(10), "machine", machine));
    String path = "/files/" + left;
    assertThat(ada.change("DELETE", path, path).status()).isEqualTo(403);
    Map<String, String> leave = Map.of("name", "bob", "password", TestServer.PASSWORD);
    assertThat(bob.ask("DELETE", "/users/me", leave).status()).isEqualTo(204);

    assertThat(used(ada)).isEqualTo(10);
    assertThat(ada.change("DELETE", path, path).status()).isEqualTo(204);
    assertThat(ada.get("/recycle-bin").all("id")).containsExactly(left);
    assertThat(ada.ask("DELETE", "/recycle-bin", null).status()).isEqualTo(204);
    assertThat(used(ada)).isZero();
  }

  @Test
  void whoeverIsNotInAProjectAnyMoreHasNoPartInWhatTheySentToIt() throws Exception {
    String shared = id(bob.upload(UploadTest.random(10), "project", project));
    String binned = id(bob.upload(UploadTest.random(11), "project", project));
    assertThat(bob.change("DELETE", "/files/" + binned, "/files/" + binned).status())
        .isEqualTo(204);
    assertThat(used(bob)).isEqualTo(21);
    String member = "/projects/%s/members/%s".formatted(project, me(bob));
    assertThat(ada.change("DELETE", member, member).status()).isEqualTo(204);

    assertThat(bob.get("/files/" + shared).status()).isEqualTo(404);
    assertThat(bob.content(shared).statusCode()).isEqualTo(404);
    assertThat(listed(bob, "")).isEmpty();
    assertThat(bob.get("/recycle-bin").all("id")).isEmpty();
    assertThat(bob.get("/recycle-bin/" + binned).status()).isEqualTo(404);
    assertThat(used(bob)).isZero();
    assertThat(ada.get("/recycle-bin").all("id")).as("the project's").containsExactly(binned);
    assertThat(listed(ada, "?project=" + project)).containsExactly(shared);
  }

  @Test
  void theBinOfAProjectsOwnerHasWhatWasDeletedThere() throws Exception {
    String shared = id(bob.upload(UploadTest.random(10), "project", project));
    String path = "/files/" + shared;
    assertThat(ada.change("DELETE", path, path).status()).isEqualTo(204);
    assertThat(ada.get("/recycle-bin").all("id")).containsExactly(shared);
    assertThat(bob.get("/recycle-bin").all("id")).containsExactly(shared);
    assertThat(ada.ask("DELETE", "/recycle-bin", null).status()).isEqualTo(204);
    assertThat(ada.get("/projects/" + project + "/quota").json().get("used").asInt()).isZero();
  }

  @Test
  void theQuotaOfAProjectCountsWhatAllOfItsMembersSendAndItsBin() throws Exception {
    String quota = "/projects/" + project + "/quota";
    Service.User admin = service.admin();
    String tag = admin.get(quota).header("ETag");
    assertThat(admin.ask("PUT", quota, Map.of("bytes", 1000), "If-Match", tag).status())
        .isEqualTo(204);
    String first = id(ada.upload(UploadTest.random(400), "project", project));
    assertThat(ada.change("DELETE", "/files/" + first, "/files/" + first).status()).isEqualTo(204);
    id(bob.begin(UploadTest.random(500), "project", project));
    Answer over = bob.begin(UploadTest.random(101), "project", project);
    assertThat(over.status()).isEqualTo(409);
    assertThat(over.detail())
        .isEqualTo(
            "the project's files may have 1000 bytes and have 900,"
                + " recycle bin and uploads included: no room for 101");
    assertThat(bob.begin(UploadTest.random(101)).status()).as("for bob alone").isEqualTo(201);
    assertThat(ada.get(quota).json().get("used").asInt()).isEqualTo(900);
  }

  @Test
  void aViewerGivesAProjectNothingAlsoNotWhatWasBegunBefore() throws Exception {
    byte[] content = UploadTest.random(50);
    String begun = id(bob.begin(content, "project", project));
    assertThat(bob.part(begun, 1, content).status()).isEqualTo(204);
    String member = "/projects/%s/members/%s".formatted(project, me(bob));
    String tag = ada.get(member).header("ETag");
    assertThat(ada.ask("PATCH", member, Map.of("role", "viewer"), "If-Match", tag).status())
        .isEqualTo(200);
    Answer refused = bob.begin(content, "project", project);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.detail()).isEqualTo("a viewer looks at a project and gives it no files");
    assertThat(bob.ask("POST", "/uploads/" + begun + "/completion", null).status()).isEqualTo(403);
    tag = ada.get(member).header("ETag");
    assertThat(ada.ask("DELETE", member, null, "If-Match", tag).status()).isEqualTo(204);
    assertThat(bob.ask("POST", "/uploads/" + begun + "/completion", null).status()).isEqualTo(404);
    assertThat(listed(ada, "?project=" + project)).isEmpty();
  }
}
