package org.paceline.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.paceline.pool.PoolWorker;
import org.paceline.profile.CpuProfile;
import org.paceline.profile.Device;
import org.paceline.profile.Eligibility;
import org.paceline.profile.MachineProfile;
import org.paceline.roster.Member;
import org.paceline.roster.NoExecutorException;
import org.paceline.scout.Recruiting;
import org.paceline.scout.Scouting;
import org.paceline.speed.Speed;
import org.paceline.speed.SpeedGrade;

class StandingPoolTest {

  private final StandingPool pool = new StandingPool(Recruiting.unmeasured());

  /** Of which the executor "bad" can take no part; it fails where that leaves nobody. */
  private static final Scouting SCOUTING =
      newcomers -> {
        List<PoolWorker> good =
            newcomers.stream()
                .filter(member -> !member.executorId().equals("bad"))
                .map(StandingPoolTest::worker)
                .toList();
        if (good.isEmpty()) {
          throw new NoExecutorException("the trial failed on every executor");
        }
        return good;
      };

  private static PoolWorker worker(Member member) {
    CpuProfile cpu = new CpuProfile("a processor", 1, 1, 3);
    return new PoolWorker(
        member,
        new MachineProfile("host", "Linux", cpu, 1L << 30, List.of(), List.of()),
        new Eligibility(true, Device.CPU, "no GPU"),
        new Speed(100, 0, SpeedGrade.NOMINAL));
  }

  private static List<Member> members(String... ids) {
    return Stream.of(ids).map(id -> new Member(id, "host", 1, Map.of())).toList();
  }

  private List<String> recruit(String... here) {
    return pool.recruit(SCOUTING, members(here)).stream()
        .map(worker -> worker.member().executorId())
        .toList();
  }

  @Test
  void whoCanTakeNoPartDoesNotEndALaterTraining() {
    assertThat(recruit("a", "bad")).containsExactly("a");
    assertThat(recruit("a", "bad")).containsExactly("a");
  }

  @Test
  void norDoesOneThatComesBetweenTwo() {
    assertThat(recruit("a")).containsExactly("a");
    assertThat(recruit("a", "bad")).containsExactly("a");
    assertThat(recruit("a", "bad", "b")).containsExactly("a", "b");
    assertThat(recruit("bad", "b")).containsExactly("b");
  }

  @Test
  void whereNobodyCanTakePartItIsSaidEachTime() {
    for (int training = 0; training < 2; training++) {
      assertThatExceptionOfType(NoExecutorException.class)
          .isThrownBy(() -> recruit("bad"))
          .withMessage("the trial failed on every executor");
    }
    assertThat(recruit("a", "bad")).containsExactly("a");
    assertThatExceptionOfType(NoExecutorException.class).isThrownBy(() -> recruit("bad"));
  }
}
