package org.paceline.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MixedMachinesTest {

  @Test
  void aCapableCardBesideAnIncapableOneMustBeBound() {
    GpuProfile h200 = new GpuProfile("H200", new ComputeCapability(9, 0), 132, 66.9, 1L << 37, 700);
    GpuProfile rtx =
        new GpuProfile("RTX 3090", new ComputeCapability(8, 6), 82, 35.6, 1L << 34, 350);
    CpuProfile cpu = new CpuProfile("a processor", 4, 4, 2);
    MachineProfile machine =
        new MachineProfile("host", "Linux", cpu, 8L << 30, List.of(h200, rtx), List.of());
    assertThat(Eligibility.of(machine, DeviceRequest.AUTO, Device.GPU))
        .isEqualTo(
            new Eligibility(
                false,
                Device.GPU,
                "H200 has compute capability 9.0, nd4j-cuda contains code up to 8.9 only and is"
                    + " seen beside a capable card, and this build of Paceline has the CUDA"
                    + " backend, which needs compute capability 5.0 to 8.9: bind each executor to"
                    + " one capable card by Spark's GPU resources (docs/gpu.md)"));
    assertThat(Eligibility.of(machine, DeviceRequest.AUTO, Device.CPU).reason())
        .isEqualTo("RTX 3090 is capable, but this build of Paceline has the CPU backend");
  }

  @Test
  void aBadNumberIsNamedWithItsLine() {
    assertThatThrownBy(() -> GpuCatalogue.parse(List.of("RTX 1, 8.6, many, 35.6, 24, 350")))
        .hasMessageContaining("RTX 1, 8.6, many");
  }

  @Test
  void aGroupOutsideTheNamespaceStillHasTheRootsQuota(@TempDir Path root) throws Exception {
    Path proc = Files.writeString(root.resolve("cgroup"), "0::/../other\n");
    Files.createDirectories(root.resolve("mount"));
    Files.writeString(root.resolve("mount/cpu.max"), "50000 100000\n");
    assertThat(new CpuQuota(proc, root.resolve("mount")).cores()).hasValue(0.5);
  }

  @Test
  void aPseudoFileThatCannotBeParsedIsNoQuota(@TempDir Path root) throws Exception {
    Path proc = Files.writeString(root.resolve("cgroup"), "0::/\n");
    Files.createDirectories(root.resolve("mount"));
    Files.writeString(root.resolve("mount/cpu.max"), "many 100000\n");
    assertThat(new CpuQuota(proc, root.resolve("mount")).cores()).isEmpty();
  }
}
