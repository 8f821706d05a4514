package org.paceline.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineProfilerTest {

  @Test
  void thisMachineIsDetectedWithPositiveFigures() {
    MachineProfile machine = new MachineProfiler().detect();
    assertThat(machine.host()).isNotBlank();
    assertThat(machine.system()).contains(System.getProperty("os.arch"));
    assertThat(machine.memoryBytes()).isPositive();
    assertThat(machine.cpu().logicalCores()).isPositive();
    assertThat(machine.cpu().usableCores())
        .isPositive()
        .isLessThanOrEqualTo(machine.cpu().logicalCores());
    assertThat(machine.cpu().gigahertz()).isNotNegative();
    assertThat(machine.gpus()).allSatisfy(gpu -> assertThat(gpu.cores()).isPositive());
  }

  @Test
  void twoDetectionsGiveTheSameFingerprint() {
    assertThat(new MachineProfiler().detect().fingerprint())
        .isEqualTo(new MachineProfiler().detect().fingerprint());
  }

  @Test
  void aQuotaLimitsTheUsableCores(@TempDir Path root) throws IOException {
    assumeThat(System.getenv(MachineProfiler.SHARE_VARIABLE)).isNull();
    assertThat(withQuota(root, "12500 100000").cpu().usableCores()).isEqualTo(0.125);
  }

  @Test
  void aQuotaAboveTheMachineDoesNotAddCores(@TempDir Path root) throws IOException {
    assumeThat(System.getenv(MachineProfiler.SHARE_VARIABLE)).isNull();
    CpuProfile cpu = withQuota(root, "99999900000 100000").cpu();
    assertThat(cpu.usableCores()).isEqualTo(cpu.logicalCores());
  }

  @Test
  void aProfileIsSummarisedInAFewWords() {
    assertThat(machine(0.8, 24L << 30).summary())
        .isEqualTo("0.80 cores AMD EPYC, 24.0 GiB, NVIDIA GeForce RTX 3090 24 GiB");
  }

  @Test
  void theFingerprintHoldsTheShareButNotTheMemory() {
    assertThat(machine(0.8, 1L << 30).fingerprint())
        .isEqualTo("host|Linux amd64|AMD EPYC|8|0.800|NVIDIA GeForce RTX 3090")
        .isEqualTo(machine(0.8, 2L << 30).fingerprint())
        .isNotEqualTo(machine(0.4, 1L << 30).fingerprint());
  }

  @Test
  void aProcessorWithoutCoresIsRefused() {
    assertThatThrownBy(() -> new CpuProfile("x", 0, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("logicalCores must be at least 1, not 0");
    assertThatThrownBy(() -> new CpuProfile("x", 1, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("usableCores must be positive, not 0.0");
    assertThatThrownBy(() -> new CpuProfile("x", 1, Double.NaN, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("usableCores must be positive, not NaN");
  }

  private static MachineProfile withQuota(Path root, String max) throws IOException {
    Path proc = Files.writeString(root.resolve("cgroup"), "0::/job\n");
    Files.createDirectories(root.resolve("mount/job"));
    Files.writeString(root.resolve("mount/job/cpu.max"), max);
    CpuQuota quota = new CpuQuota(proc, root.resolve("mount"));
    return new MachineProfiler(new GpuProbe(GpuCatalogue.load()), quota).detect();
  }

  private static MachineProfile machine(double cores, long memory) {
    GpuProfile gpu =
        new GpuProfile(
            "NVIDIA GeForce RTX 3090", new ComputeCapability(8, 6), 82, 35.6, 24L << 30, 350);
    CpuProfile cpu = new CpuProfile("AMD EPYC", 8, cores, 2.5);
    return new MachineProfile("host", "Linux amd64", cpu, memory, List.of(gpu), List.of());
  }
}
