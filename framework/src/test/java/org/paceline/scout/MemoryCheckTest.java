package org.paceline.scout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.paceline.engine.Kernels;
import org.paceline.feed.Steps;
import org.paceline.plan.WorkerSpeed;
import org.paceline.profile.ComputeCapability;
import org.paceline.profile.CpuProfile;
import org.paceline.profile.Device;
import org.paceline.profile.DeviceRequest;
import org.paceline.profile.GpuProfile;
import org.paceline.profile.MachineProfile;
import org.paceline.roster.NoExecutorException;
import org.paceline.testing.CapturedLog;

class MemoryCheckTest {

  private static final long MIB = 1L << 20;
  private static final long GIB = 1L << 30;

  /** A step of 100 examples that takes 64 MiB and 1 MiB for each of them. */
  private static final StepMemory STEP =
      new StepMemory(100, 0, 0, 0, 50 * MIB, 25 * MIB, 25 * MIB, 64 * MIB);

  private static Sighting machine(String host, long memory, long heap, long limit, long... cards) {
    List<GpuProfile> gpus =
        java.util.Arrays.stream(cards)
            .mapToObj(c -> new GpuProfile("card", new ComputeCapability(8, 6), 82, 35, c, 350))
            .toList();
    CpuProfile cpu = new CpuProfile("a processor", 4, 4, 2);
    MachineProfile profile = new MachineProfile(host, "Linux", cpu, memory, gpus, List.of());
    Device build = cards.length > 0 ? Device.GPU : Device.CPU;
    return new Sighting(profile, build, true, 1, Kernels.COMMON, heap, limit, false, "");
  }

  private static long bytes(Sighting seen, Device device, int neighbours) {
    return MemoryCheck.bytes(seen, device, neighbours);
  }

  @Test
  void aProcessHasItsLimitWithoutHeapAndReserve() {
    assertThat(bytes(machine("a", 32 * GIB, GIB, 4 * GIB), Device.CPU, 1))
        .isEqualTo(3 * GIB - 256 * MIB);
    assertThat(bytes(machine("a", 32 * GIB, GIB, 0), Device.CPU, 1))
        .isEqualTo(31 * GIB - 256 * MIB);
    assertThat(bytes(machine("a", GIB, GIB, 4 * GIB), Device.CPU, 1)).isZero();
  }

  @Test
  void executorsOfOneMachineShareItsMemory() {
    assertThat(bytes(machine("a", 6 * GIB, GIB, 4 * GIB), Device.CPU, 3))
        .isEqualTo(GIB - 256 * MIB);
  }

  @Test
  void aCardHasItsMemoryWithoutTheContext() {
    assertThat(bytes(machine("a", 8 * GIB, GIB, 4 * GIB, 24 * GIB), Device.GPU, 1))
        .isEqualTo(23 * GIB);
    assertThat(bytes(machine("a", 8 * GIB, GIB, 4 * GIB, 24 * GIB), Device.GPU, 2))
        .isEqualTo(11 * GIB);
    assertThat(bytes(machine("a", 8 * GIB, GIB, 4 * GIB, 24 * GIB, 24 * GIB), Device.GPU, 2))
        .isEqualTo(23 * GIB);
  }

  @Test
  void theDeviceThatIsTrainedOnDecidesAndWhoTakesNoPartIsLeftOut() {
    Map<String, Sighting> seen =
        Map.of(
            "card", machine("a", 2 * GIB, GIB, 0, 24 * GIB), "cpu", machine("b", 2 * GIB, GIB, 0));
    Map<String, MemoryFit> auto = MemoryCheck.of(STEP, seen, DeviceRequest.AUTO);
    assertThat(auto.get("card").hasBytes()).isEqualTo(23 * GIB);
    assertThat(auto.get("cpu").hasBytes()).isEqualTo(768 * MIB);
    assertThat(MemoryCheck.of(STEP, seen, DeviceRequest.CPU)).containsOnlyKeys("cpu");
    assertThat(MemoryCheck.of(STEP, seen, DeviceRequest.GPU)).containsOnlyKeys("card");
  }

  @Test
  void whoIsTooSmallIsNamedWithNeedAndMemory() {
    Map<String, MemoryFit> fits =
        Map.of("1", new MemoryFit(STEP, GIB, GIB), "2", new MemoryFit(STEP, 163 * MIB, GIB));
    try (CapturedLog log = CapturedLog.start(MemoryCheck.class.getName())) {
      MemoryCheck.report(fits);
      assertThat(log.lines())
          .containsExactly(
              "WARN: executor 2 gets no share: a step of 100 examples needs about 164 MiB of memory, and"
                  + " there are 163 MiB for it: give a smaller --batch-size");
    }
  }

  @Test
  void aStepThatFitsNobodyIsRefused() {
    assertThatThrownBy(
            () ->
                MemoryCheck.requireOne(
                    Map.of(
                        "1",
                        new MemoryFit(STEP, 0, GIB),
                        "2",
                        new MemoryFit(STEP, 163 * MIB, GIB))))
        .isInstanceOf(NoExecutorException.class)
        .hasMessage(
            "the memory of none of the 2 executors is enough; of the largest: a step of 100 examples"
                + " needs about 164 MiB of memory, and there are 163 MiB for it: give a smaller"
                + " --batch-size");
  }

  /** 100 MiB of parameters and twice that of an updater's state, of which four must fit. */
  @Test
  void theStatesOfARoundMustFitIntoTheHeap() {
    StepMemory large = new StepMemory(1, 100 * MIB, 100 * MIB, 200 * MIB, MIB, MIB, MIB, 65 * MIB);
    assertThat(new MemoryFit(large, 4 * GIB, 1200 * MIB).fits()).isTrue();
    MemoryFit small = new MemoryFit(large, 4 * GIB, 1199 * MIB);
    assertThat(small.fits()).isFalse();
    assertThat(small.cap(Steps.PER_BATCH, 4)).isZero();
    assertThat(small.shortage())
        .isEqualTo(
            "a network of 300 MiB needs a heap of 1.2 GiB, and there are 1.2 GiB: raise"
                + " spark.executor.memory");
  }

  @Test
  void memoryCapsAShareOnlyWhereItIsOneStep() {
    MemoryFit large = new MemoryFit(STEP, 864 * MIB, GIB);
    assertThat(large.cap(Steps.PER_BATCH, 4)).isEqualTo(WorkerSpeed.NO_CAP);
    assertThat(large.cap(Steps.PER_ROUND, 4)).isEqualTo(8);
    assertThat(large.cap(Steps.PER_ROUND, 9)).isZero();
    assertThat(new MemoryFit(STEP, 163 * MIB, GIB).cap(Steps.PER_BATCH, 4)).isZero();
  }
}
