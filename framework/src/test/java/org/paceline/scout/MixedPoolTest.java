package org.paceline.scout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.paceline.engine.Kernels;
import org.paceline.feed.Steps;
import org.paceline.plan.Quotas;
import org.paceline.plan.SimultaneousFinishPlanner;
import org.paceline.plan.WorkerSpeed;
import org.paceline.pool.Pool;
import org.paceline.pool.PoolWorker;
import org.paceline.profile.ComputeCapability;
import org.paceline.profile.CpuProfile;
import org.paceline.profile.Device;
import org.paceline.profile.DeviceRequest;
import org.paceline.profile.Eligibility;
import org.paceline.profile.GpuProfile;
import org.paceline.profile.MachineProfile;
import org.paceline.roster.Member;
import org.paceline.speed.NominalSpeed;

/** One pool of executors with cards and without, as a GPU build finds it. */
class MixedPoolTest {

  private static final int BATCH = 64;
  private static final long GIB = 1L << 30;
  private static final StepMemory STEP =
      new StepMemory(BATCH, 0, 0, 0, GIB, GIB / 2, GIB / 2, 64 << 20);

  private static final GpuProfile RTX_3090 =
      new GpuProfile("RTX 3090", new ComputeCapability(8, 6), 82, 35.6, 24 * GIB, 350);
  private static final GpuProfile SMALL =
      new GpuProfile("small", new ComputeCapability(6, 1), 6, 2.1, 2 * GIB, 75);
  private static final GpuProfile OLD =
      new GpuProfile("Tesla C2050", new ComputeCapability(2, 0), 14, 1.0, 3 * GIB, 238);

  private static final Map<String, Sighting> SEEN =
      Map.of(
          "0", sighting("gpu", Device.GPU, RTX_3090),
          "1", sighting("cpu", Device.CPU),
          "2", sighting("old", Device.CPU, OLD),
          "3", sighting("cpu-build", Device.CPU, RTX_3090),
          "4", sighting("small", Device.GPU, SMALL));

  private final List<PoolWorker> workers =
      IntStream.range(0, SEEN.size()).mapToObj(i -> worker(String.valueOf(i))).toList();
  private final Pool pool = new Pool(workers);

  private static Sighting sighting(String host, Device build, GpuProfile... cards) {
    CpuProfile cpu = new CpuProfile("a processor", 8, 8, 3);
    return new Sighting(
        new MachineProfile(host, "Linux", cpu, 16 * GIB, List.of(cards), List.of()),
        build,
        true,
        1,
        Kernels.COMMON,
        GIB,
        0,
        false,
        "");
  }

  private static PoolWorker worker(String id) {
    Sighting seen = SEEN.get(id);
    Eligibility judged = seen.judge(DeviceRequest.AUTO);
    Member member = new Member(id, seen.profile().host(), 8, Map.of());
    MemoryFit fit = MemoryCheck.of(STEP, SEEN, DeviceRequest.AUTO).get(id);
    return new PoolWorker(
            member, seen.profile(), judged, NominalSpeed.of(seen.profile(), judged.device(), 1e8))
        .within(fit.cap(Steps.PER_BATCH, 4));
  }

  @Test
  void eachTrainsOnWhatItHas() {
    assertThat(workers)
        .extracting(worker -> worker.eligibility().device())
        .containsExactly(Device.GPU, Device.CPU, Device.CPU, Device.CPU, Device.GPU);
  }

  /** A card of 2 GiB has 1 GiB beside its context, and the step takes 2 GiB. */
  @Test
  void aCardThatIsTooSmallHasACapOfNothing() {
    List<WorkerSpeed> speeds = pool.speeds(pool.ready(id -> false), BATCH);
    assertThat(speeds)
        .extracting(WorkerSpeed::cap)
        .containsExactly(
            WorkerSpeed.NO_CAP, WorkerSpeed.NO_CAP, WorkerSpeed.NO_CAP, WorkerSpeed.NO_CAP, 0);
    assertThat(pool.bound())
        .isEqualTo(speeds.stream().mapToDouble(s -> s.unitsPerSecond() * BATCH).sum());
    assertThat(pool.ready(id -> false)).containsExactly(0, 1, 2, 3);
  }

  @Test
  void cardsAndProcessorsAreDealtOneRoundAndFinishTogether() {
    List<WorkerSpeed> speeds = pool.speeds(pool.ready(id -> false), BATCH);
    Quotas quotas = new SimultaneousFinishPlanner().plan(speeds, 2000);
    assertThat(quotas.total()).isEqualTo(2000);
    assertThat(quotas.of(0)).isGreaterThan(quotas.of(1));
    assertThat(quotas.units().subList(1, 4)).allMatch(units -> units > 0);
    assertThat(quotas.of(4)).isZero();
    assertThat(quotas.efficiency()).isGreaterThan(0.98);
  }
}
