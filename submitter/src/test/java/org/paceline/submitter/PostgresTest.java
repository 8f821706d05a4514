package org.paceline.submitter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.submitter.testing.Answer;
import org.paceline.submitter.testing.Person;
import org.paceline.submitter.testing.Storage;
import org.paceline.submitter.testing.TestServer;

/** What other tests ask of H2, once on PostgreSQL. */
class PostgresTest {

  @TempDir Path home;

  @Test
  void projectsAndMachines() {
    try (TestServer server = TestServer.atNoon(Storage.POSTGRESQL, home)) {
      Person olga = server.person("olga");
      Person max = server.person("max");
      Answer project = olga.post("/projects", Map.of("name", "birds")).created();
      String path = "/projects/" + project.text("id");
      Answer code = olga.post(path + "/invite-codes", Map.of("uses", 2)).created();
      Map<String, String> joined = Map.of("code", code.text("code"));
      max.post("/memberships", joined).created();
      max.post("/memberships", joined).refused(409, "you are in the project already");
      assertThat(olga.get(path + "/invite-codes").all("usesLeft")).containsExactly("1");
      assertThat(max.get("/projects?limit=1").all("role")).containsExactly("member");

      Answer agent =
          max.post("/agents", Map.of("name", "lab", "cores", 4, "memoryBytes", 8L << 30));
      String machine = "/machines/" + agent.created().text("machineId");
      Map<String, Object> rules =
          Map.of("projects", List.of(project.text("id")), "maximumShare", 0.5);
      max.send("PUT", machine + "/rules", rules, max.get(machine).version()).ok();
      server
          .bearer("agent", null, agent.text("token"))
          .put(machine + "/heartbeat", Map.of("doing", "idle"))
          .ok();
      assertThat(olga.get(path + "/machines").all("state")).containsExactly("idle");
      max.put(machine + "/pause", null).ok();
      assertThat(olga.get("/machines").all("state")).containsExactly("stopped");

      Map<String, String> next = Map.of("userId", max.id());
      olga.send("PUT", path + "/owner", next, project.version()).ok();
      olga.deleteNewest(path + "/members/" + olga.id()).is(204);
      olga.get(machine).is(404);
      assertThat(max.get(path + "/members").all("role")).containsExactly("owner");
    }
  }
}
