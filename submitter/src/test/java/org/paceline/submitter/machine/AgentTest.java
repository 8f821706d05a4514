package org.paceline.submitter.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.submitter.testing.Answer;
import org.paceline.submitter.testing.Person;
import org.paceline.submitter.testing.Storage;
import org.paceline.submitter.testing.TestServer;

class AgentTest {

  private static final Map<String, Object> PROFILE =
      Map.of(
          "name",
          "lab-1",
          "processor",
          "EPYC",
          "cores",
          16,
          "memoryBytes",
          64L << 30,
          "gpus",
          List.of("NVIDIA A100-SXM4-40GB"));

  @TempDir Path home;
  private TestServer server;
  private Person olga;
  private Answer registered;
  private String path;

  @BeforeEach
  void start() {
    server = TestServer.atNoon(Storage.H2, home);
    olga = server.person("olga");
    registered = olga.post("/agents", PROFILE).created();
    path = "/machines/" + registered.text("machineId");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Person agent(Answer of) {
    return server.bearer("agent", null, of.text("token"));
  }

  private Answer beat(Answer of) {
    return agent(of).put(path + "/heartbeat", Map.of("doing", "idle"));
  }

  private String state() {
    return olga.get(path).ok().text("state");
  }

  @Test
  void itOutlastsSigningOutButNotItsOwnersAccount() {
    String enrolment = olga.post("/enrollments", Map.of()).created().text("token");
    olga.delete("/sessions").is(204);
    olga.get(path).is(401);
    beat(registered).ok();

    Map<String, String> farewell = Map.of("name", "olga", "password", TestServer.PASSWORD);
    String again = server.signIn("olga", TestServer.PASSWORD).is(201).text("accessToken");
    server.bearer("olga", olga.id(), again).send("DELETE", "/users/me", farewell, null).is(204);
    beat(registered)
        .refused(401, "the token is none of this machine's agent: the machine was deleted");
    agent(registered).delete(path + "/heartbeat").is(401);
    agent(registered).put(path + "/profile", Map.of("cores", 2, "memoryBytes", 8L << 30)).is(401);
    server.bearer("agent", null, enrolment).post("/agents", PROFILE).is(401);
  }

  @Test
  void aMachineIsThereWhileItsAgentReports() {
    assertThat(registered.text("secondsToNext")).isEqualTo("30");
    assertThat(state()).isEqualTo("idle");
    server.clock().advance(Duration.ofSeconds(89));
    assertThat(state()).isEqualTo("idle");
    server.clock().advance(Duration.ofSeconds(1));
    assertThat(state()).isEqualTo("away");
    assertThat(olga.get(path).json().path("present").asBoolean()).isFalse();

    String version = olga.get(path).version();
    beat(registered).ok();
    assertThat(state()).isEqualTo("idle");
    assertThat(olga.get(path).text("lastSeen")).isEqualTo("2026-11-23T12:01:30Z");
    assertThat(olga.get(path).version()).as("a heartbeat is no change").isEqualTo(version);
  }

  @Test
  void aDriversNameOfACardIsUnderstood() {
    Answer machine = olga.get(path).ok();
    assertThat(machine.json().at("/nominalSpeed/device").asText()).isEqualTo("gpu");
    assertThat(machine.json().at("/gpus/0").asText()).isEqualTo("NVIDIA A100-SXM4-40GB");
  }

  @Test
  void aHeartbeatBringsTheOwnersRules() {
    assertThat(beat(registered).ok().text("mayWork")).isEqualTo("true");

    olga.put(path + "/pause", null).ok();
    assertThat(beat(registered).text("mayWork")).isEqualTo("false");
    assertThat(state()).isEqualTo("stopped");
    olga.delete(path + "/pause").ok();
    assertThat(state()).isEqualTo("idle");

    Map<String, Object> nights =
        Map.of("hours", List.of("mon-fri 18:00-08:00"), "zone", "UTC", "maximumShare", 0.25);
    olga.send("PUT", path + "/rules", nights, olga.get(path).version()).ok();
    assertThat(beat(registered).text("maximumShare")).isEqualTo("0.25");
    assertThat(state()).as("at noon").isEqualTo("stopped");
    server.clock().advance(Duration.ofHours(6));
    assertThat(beat(registered).text("mayWork")).isEqualTo("true");
    assertThat(state()).as("in the evening").isEqualTo("idle");
  }

  @Test
  void aTokenReportsForItsMachineAndNothingElse() {
    Answer other = olga.post("/agents", Map.of("name", "b", "cores", 1, "memoryBytes", 1L << 30));
    beat(other).refused(401, "the token is none of this machine's agent");
    server.bearer("nobody", null, null).put(path + "/heartbeat", null).is(401);
    olga.put(path + "/heartbeat", null).is(401);
    agent(registered).get("/machines").is(401);
    assertThat(olga.get(path).body()).doesNotContain(registered.text("token"));
    server.person("sam").get(path).is(404);
  }

  @Test
  void anAgentTakesUpTheMachineOfItsName() {
    Answer again = olga.post("/agents", PROFILE).created();
    assertThat(again.text("machineId")).isEqualTo(registered.text("machineId"));
    beat(registered).refused(409, "another agent was registered for this machine since");
    agent(registered).delete(path + "/heartbeat").is(409);
    beat(again).ok();

    Map<String, Object> byHand = Map.of("name", "desk", "cores", 4, "memoryBytes", 8L << 30);
    String desk = olga.post("/machines", byHand).created().text("id");
    Answer agent =
        olga.post("/agents", Map.of("name", "desk", "cores", 6, "memoryBytes", 8L << 30));
    assertThat(agent.text("machineId")).isEqualTo(desk);
    assertThat(olga.get("/machines/" + desk).text("cores")).isEqualTo("6.0");

    Person sam = server.person("sam");
    assertThat(sam.post("/agents", PROFILE).created().text("machineId"))
        .as("another owner's machine of that name is another")
        .isNotEqualTo(registered.text("machineId"));
  }

  @Test
  void whoeverSaysGoodbyeIsAwayAtOnce() {
    agent(registered).delete(path + "/heartbeat").is(204);
    assertThat(state()).isEqualTo("away");
    beat(registered).ok();
    assertThat(state()).as("it came back").isEqualTo("idle");
  }

  @Test
  void whatAMachineDoesIsWhatItsAgentSays() {
    agent(registered).put(path + "/heartbeat", Map.of("doing", "working")).ok();
    assertThat(state()).isEqualTo("working");
    olga.put(path + "/pause", null).ok();
    assertThat(state()).as("it has not stopped yet").isEqualTo("working");
    agent(registered)
        .put(path + "/heartbeat", Map.of("doing", "resting"))
        .refused(400, "doing must be idle or working, not 'resting'");
    agent(registered).put(path + "/heartbeat", Map.of()).refused(400, "doing must be idle or");
  }

  @Test
  void aHeartbeatSaysWhyNotToWork() {
    assertThat(beat(registered).text("order")).isEqualTo("work");
    Map<String, Object> nights = Map.of("hours", List.of("mon-fri 18:00-08:00"));
    olga.send("PUT", path + "/rules", nights, olga.get(path).version()).ok();
    assertThat(beat(registered).text("order")).as("at noon").isEqualTo("outside-hours");
    olga.put(path + "/pause", null).ok();
    assertThat(beat(registered).text("order")).isEqualTo("stopped-by-owner");
  }

  @Test
  void anAgentTellsWhatHasChangedOnItsMachine() {
    Map<String, Object> less = Map.of("processor", "EPYC", "cores", 8, "memoryBytes", 32L << 30);
    String before = olga.get(path).version();
    agent(registered).put(path + "/profile", less).is(204);
    Answer changed = olga.get(path);
    assertThat(changed.text("cores")).isEqualTo("8.0");
    assertThat(changed.json().at("/nominalSpeed/device").asText()).isEqualTo("cpu");
    assertThat(changed.version()).isNotEqualTo(before);
    agent(registered).put(path + "/profile", less).is(204);
    assertThat(olga.get(path).version()).as("the same again").isEqualTo(changed.version());
    agent(registered)
        .put(path + "/profile", Map.of("cores", 0))
        .refused(400, "cores must be above 0 and at most 4096, not 0.0");
    server
        .bearer("thief", null, "x".repeat(24))
        .put(path + "/profile", less)
        .refused(401, "the token is none of this machine's agent");
  }

  @Test
  void aRevokedTokenReportsNoMore() {
    Person sam = server.person("sam");
    sam.delete(path + "/agent").is(404);
    olga.delete(path + "/agent").is(204);
    olga.delete(path + "/agent").is(204);
    beat(registered).refused(401, "the machine was deleted, or the token revoked");
    Answer machine = olga.get(path).ok();
    assertThat(machine.text("state")).isEqualTo("away");
    assertThat(machine.text("agent")).isEqualTo("false");
  }

  @Test
  void anOfficeOfAHundredMachinesIsNotTooMuchForOneAddress() {
    List<Answer> office =
        IntStream.range(0, 100)
            .mapToObj(
                i ->
                    olga.post(
                        "/agents", Map.of("name", "m" + i, "cores", 1, "memoryBytes", 1L << 30)))
            .toList();
    for (int beat = 0; beat < 2; beat++) {
      for (Answer of : office) {
        agent(of.created())
            .put("/machines/" + of.text("machineId") + "/heartbeat", Map.of("doing", "idle"))
            .ok();
      }
    }
  }
}
