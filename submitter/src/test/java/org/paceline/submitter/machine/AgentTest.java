package org.paceline.submitter.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.submitter.testing.Answer;
import org.paceline.submitter.testing.Person;
import org.paceline.submitter.testing.Service;

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
  private Service service;
  private Person olga;
  private Answer registered;
  private String path;

  @BeforeEach
  void start() {
    service = new Service(home, Map.of());
    olga = service.person("olga");
    registered = olga.post("/agents", PROFILE).created();
    path = "/machines/" + registered.text("machineId");
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private Person agent(Answer of) {
    return service.bearer("agent", null, of.text("token"));
  }

  private Answer beat(Answer of) {
    return agent(of).put(path + "/heartbeat", null);
  }

  private String state() {
    return olga.get(path).ok().text("state");
  }

  @Test
  void aMachineIsThereWhileItsAgentReports() {
    assertThat(registered.text("secondsToNext")).isEqualTo("30");
    assertThat(state()).isEqualTo("idle");
    service.clock().pass(Duration.ofSeconds(89));
    assertThat(state()).isEqualTo("idle");
    service.clock().pass(Duration.ofSeconds(1));
    assertThat(state()).isEqualTo("away");
    assertThat(olga.get(path).body().path("present").asBoolean()).isFalse();

    String version = olga.get(path).version();
    beat(registered).ok();
    assertThat(state()).isEqualTo("idle");
    assertThat(olga.get(path).text("lastSeen")).isEqualTo("2026-11-23T12:01:30Z");
    assertThat(olga.get(path).version()).as("a heartbeat is no change").isEqualTo(version);
  }

  @Test
  void aDriversNameOfACardIsUnderstood() {
    Answer machine = olga.get(path).ok();
    assertThat(machine.body().at("/nominalSpeed/device").asText()).isEqualTo("gpu");
    assertThat(machine.body().at("/gpus/0").asText()).isEqualTo("NVIDIA A100-SXM4-40GB");
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
    service.clock().pass(Duration.ofHours(6));
    assertThat(beat(registered).text("mayWork")).isEqualTo("true");
    assertThat(state()).as("in the evening").isEqualTo("idle");
  }

  @Test
  void aTokenReportsForItsMachineAndNothingElse() {
    Answer other = olga.post("/agents", Map.of("name", "b", "cores", 1, "memoryBytes", 1L << 30));
    beat(other).refused(401, "the token is none of this machine's agent");
    service.bearer("nobody", null, null).put(path + "/heartbeat", null).is(401);
    olga.put(path + "/heartbeat", null).is(401);
    agent(registered).get("/machines").is(401);
    assertThat(olga.get(path).body().toString()).doesNotContain(registered.text("token"));
    service.person("sam").get(path).is(404);
  }

  @Test
  void anAgentTakesUpTheMachineOfItsName() {
    Answer again = olga.post("/agents", PROFILE).created();
    assertThat(again.text("machineId")).isEqualTo(registered.text("machineId"));
    beat(registered).is(401);
    beat(again).ok();

    Map<String, Object> byHand = Map.of("name", "desk", "cores", 4, "memoryBytes", 8L << 30);
    String desk = olga.post("/machines", byHand).created().text("id");
    Answer agent =
        olga.post("/agents", Map.of("name", "desk", "cores", 6, "memoryBytes", 8L << 30));
    assertThat(agent.text("machineId")).isEqualTo(desk);
    assertThat(olga.get("/machines/" + desk).text("cores")).isEqualTo("6.0");

    Person sam = service.person("sam");
    assertThat(sam.post("/agents", PROFILE).created().text("machineId"))
        .as("another owner's machine of that name is another")
        .isNotEqualTo(registered.text("machineId"));
  }
}
