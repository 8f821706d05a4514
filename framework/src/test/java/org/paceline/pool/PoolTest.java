package org.paceline.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.paceline.plan.Quotas;
import org.paceline.plan.WorkerSpeed;
import org.paceline.profile.Device;
import org.paceline.profile.DeviceRequest;
import org.paceline.profile.Eligibility;
import org.paceline.profile.MachineProfile;
import org.paceline.profile.MachineProfiler;
import org.paceline.roster.Member;
import org.paceline.speed.Speed;
import org.paceline.speed.SpeedGrade;
import org.paceline.speed.TrialKey;

class PoolTest {

  private static final MachineProfile HERE = new MachineProfiler().detect();

  private final Pool pool = new Pool(List.of(worker("a", 0), worker("b", 1), worker("c", 2)));

  private static PoolWorker worker(String id, int ordinal) {
    return worker(id, ordinal, SpeedGrade.TRIAL);
  }

  private static PoolWorker worker(String id, int ordinal, SpeedGrade grade) {
    Map<String, String> attributes =
        ordinal < 0 ? Map.of() : Map.of(Member.ORDINAL, String.valueOf(ordinal));
    Member member = new Member(id, "host", 1, attributes);
    Eligibility judged = Eligibility.of(HERE, DeviceRequest.CPU, Device.CPU);
    Speed speed = new Speed(100, 0, grade);
    return new PoolWorker(member, HERE, judged, speed);
  }

  @Test
  void aLostExecutorsSeatIsVacantAndDealtNothing() {
    assertThat(pool.leave(id -> !id.equals("b"))).containsExactly(1);
    assertThat(pool.leave(id -> !id.equals("b"))).isEmpty();
    List<Integer> ready = pool.ready(id -> false);
    assertThat(ready).containsExactly(0, 2);
    assertThat(pool.bound()).isEqualTo(200);
    assertThat(pool.speeds(ready, 10))
        .extracting(WorkerSpeed::unitsPerSecond)
        .containsExactly(10.0, 0.0, 10.0);
  }

  @Test
  void whoReplacesALostExecutorTakesItsSeatAndAnybodyElseANewOne() {
    pool.leave(id -> !id.equals("b"));
    assertThat(pool.join(worker("d", 1), OptionalInt.empty())).isTrue();
    assertThat(pool.seatOf("d")).isEqualTo(1);
    assertThat(pool.join(worker("e", 7), OptionalInt.empty())).isTrue();
    assertThat(pool.seatOf("e")).isEqualTo(3);
    assertThat(pool.join(worker("f", -1), OptionalInt.empty())).isTrue();
    assertThat(pool.seatOf("f")).isEqualTo(4);
    assertThat(pool.everyone())
        .extracting(w -> w.member().executorId())
        .containsExactly("a", "d", "c", "e", "f", "b");
    assertThat(pool.ready(id -> false)).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void aSplitWithoutAPartForANewcomerHasASeatForItOnceSomebodyIsLost() {
    assertThat(pool.present()).isEqualTo(3);
    assertThat(pool.join(worker("d", 9), OptionalInt.of(3))).isFalse();
    pool.leave(id -> !id.equals("c"));
    assertThat(pool.present()).isEqualTo(2);
    assertThat(pool.join(worker("d", 9), OptionalInt.of(3))).isTrue();
    assertThat(pool.seatOf("d")).isEqualTo(2);
    assertThat(pool.size()).isEqualTo(3);
  }

  /** Only an embedded cluster numbers its workers. */
  @Test
  void onAClusterOfSomebodyElseTheHostTellsWhoseSeatItIs() {
    Pool other = new Pool(List.of(worker("a", -1), worker("b", -1)));
    other.leave(id -> !id.equals("a"));
    assertThat(other.join(worker("c", -1), OptionalInt.empty())).isTrue();
    assertThat(other.seatOf("c")).isZero();
  }

  @Test
  void whoIsBusyWithAnOldRoundIsPassedOver() {
    assertThat(pool.ready("a"::equals)).containsExactly(1, 2);
    assertThat(pool.bound()).isEqualTo(300);
  }

  @Test
  void threeBadResultsInARowEndAnExecutorsPart() {
    assertThat(pool.bad(0)).isFalse();
    assertThat(pool.bad(0)).isFalse();
    pool.good(0);
    assertThat(pool.bad(0)).isFalse();
    assertThat(pool.bad(0)).isFalse();
    assertThat(pool.bad(0)).isTrue();
    assertThat(pool.ready(id -> false)).containsExactly(1, 2);
  }

  @Test
  void aCheckpointsSpeedsAndCountsGoOn() {
    pool.at(0).observe(new Stint(1, 500, 10, 8, 11, Double.NaN), 10);
    pool.at(0).observe(new Stint(1, 500, 10, 8, 11, Double.NaN), 10);
    List<WorkerMemory> memories = pool.occupants().stream().map(PoolWorker::memory).toList();
    Pool resumed = new Pool(List.of(worker("x", 0), worker("y", 1)));
    resumed.restore(memories);
    assertThat(resumed.at(0).observed()).isEqualTo(pool.at(0).observed());
    assertThat(resumed.at(0).observed().examplesPerSecond()).isEqualTo(50);
    assertThat(resumed.at(0).examples()).isEqualTo(1000);
    assertThat(resumed.at(1).examples()).isZero();
  }

  /** Or examples of executors that are not here any more would stand beside no capacity. */
  @Test
  void whatThoseCouldHaveTrainedForWhomThereIsNoSeatIsNotForgotten() {
    pool.at(2).observe(new Stint(1, 500, 10, 8, 11, Double.NaN), 10);
    pool.at(2).here(20);
    pool.at(1).here(10);
    List<WorkerMemory> memories = pool.occupants().stream().map(PoolWorker::memory).toList();
    Pool smaller = new Pool(List.of(worker("x", 0)));
    assertThat(smaller.restore(memories)).isEqualTo(20 * 62.5 + 10 * 100);
  }

  /** A fast machine that was there for long, and then a slow one for short. */
  @Test
  void ofAnotherMachineOnItsSeatOnlyTheExamplesCount() {
    pool.at(0).observe(new Stint(1, 16_500, 25, 25, 30, Double.NaN), 30);
    pool.at(0).here(100);
    WorkerMemory memory = pool.at(0).memory();
    PoolWorker slow =
        worker("x", 0).tried(new Speed(20, 0, SpeedGrade.TRIAL), new TrialKey("m", "n", 1));
    Pool resumed = new Pool(List.of(slow));
    assertThat(resumed.restore(List.of(memory))).isEqualTo(66_000);
    slow.observe(new Stint(1, 1600, 100, 100, 100, Double.NaN), 100);
    slow.here(100);
    assertThat(slow.examples()).isEqualTo(18_100);
    assertThat(slow.tally().stepSpeed()).isEqualTo(16);
    assertThat(slow.tally().trialDrift()).isCloseTo(-0.2, within(1e-9));
    assertThat(slow.capacity()).isEqualTo(1600);
    assertThat(slow.memory().capacity()).as("also when it is resumed again").isEqualTo(1600);
  }

  @Test
  void whatItCouldHaveTrainedIsItsStepsSpeedForAsLongAsItWasThere() {
    PoolWorker busy = pool.at(0);
    busy.observe(new Stint(1, 500, 10, 8, 11, Double.NaN), 10);
    busy.here(20);
    assertThat(busy.tally().stepSpeed()).isEqualTo(62.5);
    assertThat(busy.tally().trialDrift()).isEqualTo(-0.5);
    assertThat(busy.capacity()).isEqualTo(1250);
    PoolWorker idle = pool.at(1);
    idle.here(20);
    assertThat(idle.capacity()).as("by its trial speed").isEqualTo(2000);
    assertThat(idle.tally().trialDrift()).isZero();
    PoolWorker small = pool.at(2).within(0);
    small.here(20);
    assertThat(small.capacity()).isZero();
  }

  @Test
  void whatItWasThereBeforeTheRunWasResumedIsAdded() {
    pool.at(0).here(20);
    PoolWorker resumed = worker("x", 0);
    resumed.restore(pool.at(0).memory());
    resumed.here(5);
    resumed.here(7);
    assertThat(resumed.tally().hereSeconds()).isEqualTo(27);
  }

  /** Or one that never had a share would let another hang for as long as it likes. */
  @Test
  void theSpeedsOfThoseWhoTakePartAreEnoughForALimit() {
    Pool mixed = new Pool(List.of(worker("a", 0), worker("b", 1, SpeedGrade.NOMINAL)));
    List<WorkerSpeed> speeds = mixed.speeds(List.of(0, 1), 1);
    assertThat(mixed.timed(new Quotas(speeds, List.of(3, 0)))).isTrue();
    assertThat(mixed.timed(new Quotas(speeds, List.of(2, 1)))).isFalse();
    mixed.at(1).observe(new Stint(1, 500, 10, 8, 11, Double.NaN), 10);
    assertThat(mixed.timed(new Quotas(speeds, List.of(2, 1)))).isTrue();
  }

  /** Too slow for a share, it would never be seen to recover. */
  @Test
  void aWorkerWithoutAShareForFiveRoundsIsToBeTimedAgain() {
    PoolWorker slow = pool.at(0);
    slow.measureFixed(0.5);
    slow.observe(new Stint(1, 500, 100, 100, 101, Double.NaN), 10);
    slow.observe(new Stint(1, 500, 100, 100, 101, Double.NaN), 10);
    assertThat(slow.observed().examplesPerSecond()).isEqualTo(5);
    for (int i = 0; i < 4; i++) {
      assertThat(slow.idle()).isFalse();
    }
    assertThat(slow.idle()).isTrue();
    assertThat(slow.idle()).isFalse();
    slow.timed(new Speed(80, 0, SpeedGrade.TRIAL));
    assertThat(slow.observed()).isEqualTo(new Speed(80, 0.5, SpeedGrade.TRIAL));
  }
}
