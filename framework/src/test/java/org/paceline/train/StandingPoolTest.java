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
import org.paceline.scout.Scouting;
import org.paceline.speed.Speed;
import org.paceline.speed.SpeedGrade;

class StandingPoolTest {

  private final StandingPool pool = new StandingPool();

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

  private List<String> here(String gone) {
    return pool.here(id -> !id.equals(gone)).stream().map(w -> w.member().executorId()).toList();
  }

  @Test
  void whoCanTakeNoPartDoesNotEndALaterTraining() {
    pool.recruit(SCOUTING, members("a", "bad"));
    pool.recruit(SCOUTING, members("a", "bad"));
    assertThat(here("")).containsExactly("a");
  }

  @Test
  void norDoesOneThatComesBetweenTwo() {
    pool.recruit(SCOUTING, members("a"));
    pool.recruit(SCOUTING, members("a", "bad"));
    pool.recruit(SCOUTING, members("a", "bad", "b"));
    assertThat(here("")).containsExactly("a", "b");
    assertThat(here("a")).containsExactly("b");
  }

  @Test
  void whereNobodyCanTakePartItIsSaid() {
    assertThatExceptionOfType(NoExecutorException.class)
        .isThrownBy(() -> pool.recruit(SCOUTING, members("bad")))
        .withMessage("the trial failed on every executor");
  }
}
