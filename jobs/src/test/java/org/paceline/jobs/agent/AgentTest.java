package org.paceline.jobs.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.job.ExitCode;

class AgentTest {

  private static final String BEAT =
      "PUT /api/v1/machines/%s/heartbeat".formatted(TestService.MACHINE);
  private static final String GOODBYE = BEAT.replace("PUT", "DELETE");
  private static final String PROFILE = BEAT.replace("heartbeat", "profile");

  @TempDir private Path folder;
  private TestService service;
  private TestAgent agent;

  @BeforeEach
  void start() throws IOException {
    service = new TestService();
    agent = new TestAgent(folder);
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private void run(ScriptedTimer timer) {
    agent.run(timer, "--server", service.address(), "--token", TestService.ENROLLMENT);
  }

  @Test
  void itRegistersReportsAndSaysGoodbye() {
    ScriptedTimer timer = new ScriptedTimer().quiet(3);
    run(timer);
    assertThat(service.requests())
        .containsExactly("POST /api/v1/agents", PROFILE, BEAT, BEAT, BEAT, GOODBYE);
    assertThat(service.body(0))
        .hasToString(
            "{\"processor\":\"EPYC 7\",\"cores\":4.0,\"gigahertz\":2.4,\"memoryBytes\":8589934592,"
                + "\"gpus\":[\"NVIDIA A100-SXM4-40GB\"],\"name\":\"lab_1.example.org\"}");
    assertThat(service.body(2)).hasToString("{\"doing\":\"idle\"}");
    assertThat(timer.pauses())
        .as("at the interval that the service says")
        .containsExactly(Duration.ZERO, seconds(30), seconds(30), seconds(30));
    assertThat(agent.told())
        .containsExactly(
            "registered as lab_1.example.org at " + service.address(),
            "reporting for machine " + TestService.MACHINE + " at " + service.address(),
            "the machine: 4.00 cores of EPYC 7, 8.0 GiB, NVIDIA A100-SXM4-40GB",
            "the machine may work, with up to 100 % of it",
            "said goodbye: the machine is away");
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  @Test
  void ordersAreToldWhenTheyChange() {
    run(
        new ScriptedTimer()
            .quiet(2)
            .then(() -> service.orders("stopped-by-owner", 1))
            .quiet(2)
            .then(() -> service.orders("outside-hours", 1))
            .then(() -> service.orders("work", 0.25))
            .quiet(1));
    assertThat(agent.told().subList(3, 7))
        .containsExactly(
            "the machine may work, with up to 100 % of it",
            "the machine must not work: its owner stopped it",
            "the machine must not work now: it is outside its hours",
            "the machine may work, with up to 25 % of it");
  }

  @Test
  void aServiceThatIsAwayIsTriedLessAndLessAndToldOfOnce() {
    ScriptedTimer timer =
        new ScriptedTimer()
            .quiet(1)
            .then(() -> service.fail(503, null))
            .quiet(8)
            .then(service::recover)
            .quiet(1);
    run(timer);
    assertThat(agent.told().subList(4, agent.told().size()))
        .containsExactly(
            "the service at %s is away, trying until it is back: it answers with HTTP status 503"
                .formatted(service.address()),
            "the service is back",
            "said goodbye: the machine is away");
    List<Duration> tried = timer.pauses().subList(2, 11);
    for (int i = 0; i < tried.size(); i++) {
      Duration longest = seconds(Math.min(60, 2L << i));
      assertThat(tried.get(i)).isBetween(longest.dividedBy(2), longest);
    }
    assertThat(Collections.max(timer.pauses().subList(11, 13)))
        .as("as before, once it is back")
        .isEqualTo(seconds(30));
  }

  @Test
  void aServiceThatAsksForRestGetsIt() {
    ScriptedTimer timer =
        new ScriptedTimer().then(() -> service.fail(429, "120")).then(service::recover);
    run(timer);
    assertThat(timer.pauses().get(1)).isBetween(seconds(120), seconds(122));
  }

  @Test
  void aServiceThatIsGoneIsAwayAndSoIsTheGoodbye() {
    run(new ScriptedTimer().quiet(1).then(service::close).quiet(1));
    assertThat(agent.told())
        .filteredOn(line -> line.contains("is away, trying"))
        .singleElement()
        .asString()
        .endsWith(": it cannot be reached");
    assertThat(agent.told().get(agent.told().size() - 1))
        .startsWith("could not say goodbye, the machine will be away in a while: ");
  }

  @Test
  void whatChangesOnTheMachineIsReported() {
    run(new ScriptedTimer().quiet(20).then(() -> agent.cores(2)).quiet(20));
    assertThat(agent.looks()).as("at registration, at the start, every ten minutes").isEqualTo(4);
    assertThat(service.requests()).filteredOn(PROFILE::equals).hasSize(2);
    assertThat(agent.told()).anyMatch(line -> line.startsWith("the machine: 2.00 cores"));
  }

  @Test
  void whileTheServiceIsAwayTheMachineIsNotLookedAtAgainAndAgain() {
    run(new ScriptedTimer().then(() -> service.fail(500, null)).quiet(5));
    assertThat(agent.looks()).isEqualTo(2);
  }

  @Test
  void anAgentThatIsNotKnownAnyMoreEnds() {
    ScriptedTimer timer =
        new ScriptedTimer().quiet(1).then(() -> service.refuse(401, "the token\\u001b[2J is none"));
    assertThatThrownBy(() -> run(timer))
        .isInstanceOfSatisfying(
            AgentException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.BAD_ARGUMENTS))
        .hasMessage(
            "the service does not take reports of this agent any more: the token [2J is none; to"
                + " lend the machine again, make a token and start with --token");
  }

  @Test
  void whereAnotherAgentTookOverItEnds() {
    ScriptedTimer timer =
        new ScriptedTimer().quiet(1).then(() -> service.refuse(409, "another was registered"));
    assertThatThrownBy(() -> run(timer)).hasMessageContaining("any more: another was registered;");
  }

  @Test
  void onceIsOneReportWithoutGoodbye() {
    agent.run(
        new ScriptedTimer(),
        "--once",
        "--server",
        service.address(),
        "--token",
        TestService.ENROLLMENT);
    assertThat(service.requests()).endsWith(BEAT);
    service.fail(502, null);
    assertThatThrownBy(() -> agent.run(new ScriptedTimer(), "--once"))
        .isInstanceOfSatisfying(
            AgentException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.CLUSTER_FAILED))
        .hasMessage(
            "the service at %s is away: it answers with HTTP status 502"
                .formatted(service.address()));
  }
}
