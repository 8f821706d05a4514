package org.paceline.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

class KernelsTest {

  private static final Set<String> HASWELL = Set.of("sse4_1", "avx", "avx2", "fma");
  private static final Set<String> SKYLAKE =
      Set.of("sse4_1", "avx", "avx2", "fma", "avx512f", "avx512bw", "avx512vl", "avx512dq");

  @Test
  void oneDnnTakesTheNewestInstructionsThatThereAreAndAreAllowed() {
    assertThat(Kernels.oneDnn(HASWELL, null)).isEqualTo("AVX2");
    assertThat(Kernels.oneDnn(SKYLAKE, null)).isEqualTo("AVX512_CORE");
    assertThat(Kernels.oneDnn(SKYLAKE, "AVX2")).isEqualTo("AVX2");
    assertThat(Kernels.oneDnn(HASWELL, "AVX512_CORE")).isEqualTo("AVX2");
    assertThat(Kernels.oneDnn(Set.of("sse4_1"), "AVX2")).isEqualTo("SSE41");
    assertThat(Kernels.oneDnn(SKYLAKE, "ALL")).isEqualTo("AVX512_CORE");
  }

  @Test
  void openBlasTellsItsKernels() {
    Nd4j.create(2, 2).mmul(Nd4j.create(2, 2));
    String told = System.getenv("OPENBLAS_CORETYPE");
    assertThat(Kernels.here().openBlas()).isNotEqualTo("unknown");
    if (told != null && !told.isBlank()) {
      assertThat(Kernels.here().openBlas()).isEqualToIgnoringCase(told);
    }
  }

  @Test
  void theVariablesAreThoseThatTheLibrariesRead() {
    assertThat(Kernels.COMMON.environment())
        .containsEntry("OPENBLAS_CORETYPE", "Haswell")
        .containsEntry("DNNL_MAX_CPU_ISA", "AVX2");
  }
}
