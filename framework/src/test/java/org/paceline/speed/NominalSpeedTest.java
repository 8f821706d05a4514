package org.paceline.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.paceline.profile.ComputeCapability;
import org.paceline.profile.CpuProfile;
import org.paceline.profile.Device;
import org.paceline.profile.GpuProfile;
import org.paceline.profile.MachineProfile;

class NominalSpeedTest {

  private static final double FLOPS = 1e8;
  private static final Offset<Double> EXACT = within(1e-6);

  @Test
  void aProcessorReachesThreeTenthsOfThirtyTwoOperationsACycle() {
    Speed speed = NominalSpeed.of(machine(2, 3), Device.CPU, FLOPS);
    assertThat(speed.examplesPerSecond()).isCloseTo(2 * 3e9 * 32 * 0.3 / FLOPS, EXACT);
    assertThat(speed.fixedSeconds()).isZero();
    assertThat(speed.grade()).isEqualTo(SpeedGrade.NOMINAL);
  }

  @Test
  void aGpuReachesATenthOfItsPeak() {
    Speed speed = NominalSpeed.of(machine(2, 3), Device.GPU, FLOPS);
    assertThat(speed.examplesPerSecond()).isCloseTo(35.6e12 * 0.1 / FLOPS, EXACT);
    assertThat(speed.grade()).isEqualTo(SpeedGrade.NOMINAL);
  }

  @Test
  void anUnknownClockCountsAsTwoAndAHalfGigahertz() {
    assertThat(NominalSpeed.of(machine(1, 0), Device.CPU, FLOPS))
        .isEqualTo(NominalSpeed.of(machine(1, 2.5), Device.CPU, FLOPS));
  }

  @Test
  void halfTheCoresAreHalfTheSpeed() {
    assertThat(perSecond(machine(0.5, 3), FLOPS) / perSecond(machine(1, 3), FLOPS))
        .isCloseTo(0.5, EXACT);
  }

  @Test
  void aNetworkOfTwiceTheOperationsHasHalfTheSpeed() {
    assertThat(perSecond(machine(1, 3), 2 * FLOPS) / perSecond(machine(1, 3), FLOPS))
        .isCloseTo(0.5, EXACT);
  }

  private static double perSecond(MachineProfile machine, double flops) {
    return NominalSpeed.of(machine, Device.CPU, flops).examplesPerSecond();
  }

  private static MachineProfile machine(double cores, double gigahertz) {
    GpuProfile gpu =
        new GpuProfile("RTX 3090", new ComputeCapability(8, 6), 82, 35.6, 24L << 30, 350);
    CpuProfile cpu = new CpuProfile("a processor", 8, cores, gigahertz);
    return new MachineProfile("host", "Linux amd64", cpu, 8L << 30, List.of(gpu), List.of());
  }
}
