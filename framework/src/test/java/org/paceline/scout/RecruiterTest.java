package org.paceline.scout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.paceline.pool.PoolWorker;
import org.paceline.profile.CpuProfile;
import org.paceline.profile.Device;
import org.paceline.profile.Eligibility;
import org.paceline.profile.MachineProfile;
import org.paceline.roster.Member;
import org.paceline.speed.Speed;
import org.paceline.speed.SpeedGrade;
import org.paceline.testing.TimeLimit;

/** Newcomers beside the rounds; what a profile and a trial find is not its matter. */
class RecruiterTest {

  private static SparkContext context;

  private final BlockingQueue<List<Member>> asked = new LinkedBlockingQueue<>();

  @BeforeAll
  static void start() {
    SparkConf conf = new SparkConf().setMaster("local[1]").setAppName("recruiter");
    context = new SparkContext(conf.set("spark.ui.enabled", "false"));
  }

  @AfterAll
  static void stop() {
    context.stop();
  }

  private static List<Member> members(String... ids) {
    return Arrays.stream(ids).map(id -> new Member(id, "host", 1, Map.of())).toList();
  }

  private static PoolWorker worker(Member member) {
    CpuProfile cpu = new CpuProfile("a processor", 1, 1, 3);
    return new PoolWorker(
        member,
        new MachineProfile("host", "Linux", cpu, 1L << 30, List.of(), List.of()),
        new Eligibility(true, Device.CPU, "no GPU"),
        new Speed(100, 0, SpeedGrade.NOMINAL));
  }

  private Recruiter recruiter(Scouting scouting) {
    Timing never = member -> Optional.empty();
    return new Recruiter(context, scouting, never, List.of(worker(members("0").get(0))));
  }

  private static List<String> recruits(Recruiter recruiter, int count) {
    List<String> ids = new ArrayList<>();
    await()
        .atMost(TimeLimit.GENEROUS)
        .until(
            () -> {
              recruiter.recruits().forEach(worker -> ids.add(worker.member().executorId()));
              return ids.size() >= count;
            });
    return ids;
  }

  @Test
  void whoComesTogetherIsTriedTogetherAndOnce() {
    Scouting all =
        newcomers -> {
          asked.add(newcomers);
          return newcomers.stream().map(RecruiterTest::worker).toList();
        };
    try (Recruiter recruiter = recruiter(all)) {
      recruiter.notice(members("0", "1", "2", "3"));
      assertThat(recruits(recruiter, 3)).containsExactly("1", "2", "3");
      recruiter.notice(members("0", "1", "2", "3", "4"));
      assertThat(recruits(recruiter, 1)).containsExactly("4");
      await().atMost(TimeLimit.GENEROUS).until(() -> !recruiter.busy());
      recruiter.notice(members("1", "4"));
      assertThat(recruiter.busy()).isFalse();
    }
    assertThat(asked).containsExactly(members("1", "2", "3"), members("4"));
  }

  @Test
  void aTrialThatHangsHoldsUpNobodyWhoComesLater() {
    Scouting hangs =
        newcomers -> {
          if (newcomers.equals(members("1"))) {
            await().forever().until(() -> false);
          }
          return newcomers.stream().map(RecruiterTest::worker).toList();
        };
    try (Recruiter recruiter = recruiter(hangs)) {
      recruiter.notice(members("0", "1"));
      recruiter.notice(members("0", "1", "2"));
      assertThat(recruits(recruiter, 1)).containsExactly("2");
      assertThat(recruiter.busy()).isTrue();
    }
  }

  @Test
  void aBatchThatFailsTakesNoPartAndTheNextOneDoes() {
    Scouting fails =
        newcomers -> {
          if (newcomers.equals(members("1"))) {
            throw new IllegalStateException("no trial");
          }
          return newcomers.stream().map(RecruiterTest::worker).toList();
        };
    try (Recruiter recruiter = recruiter(fails)) {
      recruiter.notice(members("0", "1"));
      recruiter.notice(members("0", "1", "2"));
      assertThat(recruits(recruiter, 1)).containsExactly("2");
      await().atMost(TimeLimit.GENEROUS).until(() -> !recruiter.busy());
    }
  }
}
