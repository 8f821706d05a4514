package org.paceline.submitter.machine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.submitter.testing.Answer;
import org.paceline.submitter.testing.Person;
import org.paceline.submitter.testing.Storage;
import org.paceline.submitter.testing.TestServer;

class MachineTest {

  private static final Map<String, Object> DESK =
      Map.of(
          "name",
          "desk",
          "cores",
          8,
          "gigahertz",
          3.0,
          "memoryBytes",
          32L << 30,
          "gpus",
          List.of("RTX 3090"));

  @TempDir Path home;
  private TestServer server;
  private Person olga;
  private Person max;
  private Person sam;
  private String project;

  @BeforeEach
  void start() {
    server = TestServer.atNoon(Storage.H2, home);
    olga = server.person("olga");
    max = server.person("max");
    sam = server.person("sam");
    project = project(max, olga);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static String project(Person owner, Person member) {
    String id = owner.post("/projects", Map.of("name", "birds")).created().text("id");
    String code = owner.post("/projects/" + id + "/invite-codes", Map.of()).text("code");
    member.post("/memberships", Map.of("code", code)).created();
    return id;
  }

  private Answer desk() {
    return olga.post("/machines", DESK).created();
  }

  private static String path(Answer machine) {
    return "/machines/" + machine.text("id");
  }

  private static Answer lend(Person owner, Answer machine, Object... projects) {
    return owner.send(
        "PUT", path(machine) + "/rules", Map.of("projects", projects), machine.version());
  }

  @Test
  void byHandAMachineSaysWhatItCanDoAndIsAway() {
    Answer desk = desk();
    assertThat(desk.json().at("/nominalSpeed/device").asText()).isEqualTo("gpu");
    assertThat(desk.json().at("/nominalSpeed/gigaflops").asDouble()).isBetween(3_000.0, 4_000.0);
    assertThat(desk.json().path("present").asBoolean()).isFalse();
    assertThat(desk.text("state")).isEqualTo("away");
    assertThat(desk.json().has("lastSeen")).isFalse();
    assertThat(olga.get("/machines").all("name")).containsExactly("desk");
    olga.post("/machines", DESK).refused(409, "you have a machine desk already");
    sam.post("/machines", DESK).created();
  }

  @Test
  void withoutACapableCardTheProcessorCounts() {
    Map<String, Object> server =
        Map.of(
            "name",
            "server",
            "cores",
            8,
            "gigahertz",
            3.0,
            "memoryBytes",
            32L << 30,
            "gpus",
            List.of("H200"));
    JsonNode speed = olga.post("/machines", server).created().json().path("nominalSpeed");
    assertThat(speed.path("device").asText()).isEqualTo("cpu");
    assertThat(speed.path("gigaflops").asDouble()).isEqualTo(8 * 3.0 * 32 * 0.3);
  }

  @Test
  void whatIsToldByHandIsChecked() {
    assertThat(olga.get("/gpus").all("name")).contains("RTX 3090", "A100");
    olga.post("/machines", Map.of("name", "a b"))
        .refused(400, "name must be 1 to 64 of letters, digits, '.', '_' and '-', not 'a b'");
    olga.post("/machines", Map.of("name", "a"))
        .refused(400, "cores must be above 0 and at most 4096, not 0.0");
    olga.post(
            "/machines",
            Map.of("name", "a", "cores", 1, "memoryBytes", 1L << 30, "gpus", List.of("RTX 309")))
        .refused(400, "gpus must be names of /api/v1/gpus, not 'RTX 309'");
  }

  @Test
  void onlyProjectsThatMaySeeAMachine() {
    Answer desk = desk();
    max.get(path(desk)).refused(404, "there is no machine");
    String other = project(olga, sam);

    lend(olga, desk, project, other).ok();

    assertThat(max.get("/projects/" + project + "/machines").all("name")).containsExactly("desk");
    assertThat(max.get("/machines").all("ownerName")).containsExactly("olga");
    JsonNode seen = max.get(path(desk)).ok().json().at("/rules/projects");
    assertThat(seen).as("of other projects max must not know").hasSize(1);
    assertThat(seen.get(0).asText()).isEqualTo(project);
    sam.get("/projects/" + project + "/machines").refused(404, "there is no project");
    sam.get(path(desk)).ok();

    lend(olga, olga.get(path(desk)), project).ok();
    sam.get(path(desk)).is(404);
    assertThat(max.get("/projects/" + project + "/audit").all("action")).contains("machine.lent");
    assertThat(olga.get("/projects/" + other + "/audit").all("action"))
        .endsWith("machine.lent", "machine.withdrawn");
  }

  @Test
  void whoeverLeavesAProjectTakesTheirMachinesAlong() {
    Answer desk = desk();
    lend(olga, desk, project).ok();
    max.get(path(desk)).ok();
    olga.deleteNewest("/projects/" + project + "/members/" + olga.id()).is(204);
    max.get(path(desk)).is(404);
    assertThat(max.get("/projects/" + project + "/machines").all("name")).isEmpty();
    assertThat(olga.get(path(desk)).ok().json().at("/rules/projects")).isEmpty();
  }

  @Test
  void aViewerLendsNothing() {
    Answer desk = desk();
    String watched = max.post("/projects", Map.of("name", "whales")).created().text("id");
    Map<String, Object> asViewer = Map.of("role", "viewer");
    String code = max.post("/projects/" + watched + "/invite-codes", asViewer).text("code");
    olga.post("/memberships", Map.of("code", code)).created();
    lend(olga, desk, project, watched)
        .refused(403, "a viewer looks at a project and lends it no machines: project " + watched);
    assertThat(olga.get(path(desk)).version()).as("nothing was lent").isEqualTo(desk.version());
    assertThat(max.get("/projects/" + project + "/machines").all("name")).isEmpty();
  }

  @Test
  void whoeverIsMadeAViewerKeepsWhatIsLentUntilTheyTakeItBack() {
    Answer desk = desk();
    Answer lent = lend(olga, desk, project).ok();
    String member = "/projects/" + project + "/members/" + olga.id();
    max.send("PATCH", member, Map.of("role", "viewer"), max.get(member).version()).ok();
    assertThat(max.get("/projects/" + project + "/machines").all("name")).containsExactly("desk");
    Answer same = lend(olga, lent, project).ok();
    Answer back = lend(olga, same).ok();
    assertThat(max.get("/projects/" + project + "/machines").all("name")).isEmpty();
    lend(olga, back, project).refused(403, "a viewer looks at a project");
  }

  @Test
  void onlyTheOwnerRules() {
    Answer desk = desk();
    Answer lent = lend(olga, desk, project).ok();
    Map<String, Object> rules = Map.of("maximumShare", 0.5);
    for (String refused : List.of("/rules", "/pause")) {
      max.send("PUT", path(desk) + refused, rules, lent.version())
          .refused(403, "only the machine's owner may do this");
      sam.send("PUT", path(desk) + refused, rules, lent.version()).is(404);
    }
    max.send("DELETE", path(desk), null, lent.version()).is(403);
    olga.send("PUT", path(desk) + "/rules", rules, desk.version())
        .refused(412, "the machine was changed since");
    olga.put(path(desk) + "/rules", rules).is(428);
    olga.send("DELETE", path(desk), null, lent.version()).is(204);
    olga.get(path(desk)).is(404);
  }

  @Test
  void rulesAreChecked() {
    Answer desk = desk();
    String foreign = sam.post("/projects", Map.of("name", "own")).created().text("id");
    String none = UUID.randomUUID().toString();
    lend(olga, desk, foreign).refused(400, "projects must be of those that you are in");
    lend(olga, desk, none).refused(400, "not " + none);
    refused(desk, Map.of("maximumShare", 1.5), "maximumShare must be above 0 and at most 1");
    refused(desk, Map.of("zone", "Mars"), "zone must be one like Europe/Berlin, not 'Mars'");
    refused(desk, Map.of("hours", List.of("late")), "hours must be like 'mon-fri 18:00-08:00'");
    assertThat(olga.get(path(desk)).version()).isEqualTo(desk.version());
  }

  @Test
  void aNullInAListIsRefused() {
    Answer desk = desk();
    List<Object> none = Arrays.asList((Object) null);
    refused(desk, Map.of("hours", none), "hours must not hold null");
    refused(desk, Map.of("projects", none), "projects must not hold null");
    Map<String, Object> machine =
        Map.of("name", "a", "cores", 1, "memoryBytes", 1L << 30, "gpus", none);
    olga.post("/machines", machine).refused(400, "gpus must be names of cards, not 'null'");
  }

  private void refused(Answer machine, Object rules, String detail) {
    olga.send("PUT", path(machine) + "/rules", rules, machine.version()).refused(400, detail);
  }

  @Test
  void aWrongNameOfACardGetsThoseThatAreNear() {
    wrongCard("RTX 309", "not 'RTX 309'; near it: RTX 3090, RTX 3050, RTX 3060");
    wrongCard("rtx 3090", "; near it: RTX 3090, ");
    wrongCard("Voodoo Banshee", "not 'Voodoo Banshee'");
  }

  private void wrongCard(String card, String detail) {
    Map<String, Object> machine =
        Map.of("name", "a", "cores", 1, "memoryBytes", 1L << 30, "gpus", List.of(card));
    olga.post("/machines", machine).refused(400, detail);
  }

  @Test
  void whatIsWrongByHandIsCorrected() {
    Answer desk = desk();
    Map<String, Object> change = Map.of("name", "tower", "cores", 16, "gpus", List.of("A100"));
    Answer changed = olga.send("PATCH", path(desk), change, desk.version()).ok();
    assertThat(changed.text("name")).isEqualTo("tower");
    assertThat(changed.text("cores")).isEqualTo("16.0");
    assertThat(changed.text("gigahertz")).as("not told, so not changed").isEqualTo("3.0");
    assertThat(changed.json().at("/nominalSpeed/gigaflops").asDouble()).isEqualTo(1_950);
    olga.send("PATCH", path(desk), change, desk.version())
        .refused(412, "the machine was changed since");
    olga.send("PATCH", path(desk), change, null).is(428);
    String version = changed.version();
    olga.send("PATCH", path(desk), Map.of("name", "a b"), version)
        .refused(400, "name must be 1 to 64 of letters");
    olga.send("PATCH", path(desk), Map.of("gpus", List.of("A10O")), version)
        .refused(400, "near it: A10");
    olga.post("/machines", DESK).created();
    olga.send("PATCH", path(desk), Map.of("name", "desk"), version)
        .refused(409, "you have a machine desk already");
    max.send("PATCH", path(desk), change, version).refused(404, "there is no machine");
  }

  @Test
  void ofAMachineWithAnAgentOnlyTheNameIsTheOwners() {
    olga.post("/agents", DESK).created();
    Answer desk = olga.get("/machines").ok();
    String id = desk.json().at("/items/0/id").asText();
    String version = olga.get("/machines/" + id).version();
    olga.send("PATCH", "/machines/" + id, Map.of("cores", 64), version)
        .refused(409, "the machine's agent says what it is made of; you can change its name");
    assertThat(olga.send("PATCH", "/machines/" + id, Map.of("name", "tower"), version).text("name"))
        .isEqualTo("tower");
  }
}
