package org.paceline.scout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.paceline.engine.Kernels;
import org.paceline.profile.CpuProfile;
import org.paceline.profile.Device;
import org.paceline.profile.MachineProfile;

class SameBitsTest {

  private final SameBits same = new SameBits(Kernels.COMMON);

  private static Sighting seen(Kernels kernels, int threads) {
    CpuProfile cpu = new CpuProfile("a processor", 8, 8, 3);
    return new Sighting(
        new MachineProfile("host", "Linux", cpu, 1L << 30, List.of(), List.of()),
        Device.CPU,
        true,
        threads,
        kernels,
        1L << 30,
        0,
        false,
        "");
  }

  @Test
  void otherKernelsAreRefusedWithTheVariablesThatDecideThem() {
    assertThat(same.add("1", seen(new Kernels("SkylakeX", "AVX2"), 2)))
        .contains(
            "executor 1 computes with OpenBLAS for SkylakeX, oneDNN with AVX2, not with OpenBLAS"
                + " for Haswell, oneDNN with AVX2: its processor lacks them, or DNNL_MAX_CPU_ISA"
                + " and OPENBLAS_CORETYPE do not reach its environment, as on a local master");
  }

  @Test
  void soIsAnotherNumberOfThreadsThanThatOfTheFirst() {
    assertThat(same.add("0", seen(Kernels.COMMON, 2))).isEqualTo(Optional.empty());
    assertThat(same.add("1", seen(Kernels.COMMON, 2))).isEqualTo(Optional.empty());
    assertThat(same.add("2", seen(Kernels.COMMON, 4)))
        .contains(
            "executor 2 computes on 4 threads, another on 2; spark.executorEnv.OMP_NUM_THREADS"
                + " makes them equal");
  }

  @Test
  void kernelsAndThreadsAreNamed() {
    assertThat(seen(Kernels.COMMON, 1).computesWith())
        .isEqualTo("OpenBLAS for Haswell, oneDNN with AVX2, on 1 thread");
    assertThat(seen(Kernels.COMMON, 4).computesWith()).endsWith(", on 4 threads");
  }
}
