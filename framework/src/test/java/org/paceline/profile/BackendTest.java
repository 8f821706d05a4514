package org.paceline.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackendTest {

  private static final GpuProfile H200 =
      new GpuProfile("NVIDIA H200", new ComputeCapability(9, 0), 132, 66.9, 1L << 37, 700);

  @Test
  void thisBuildIsForProcessorsAndCanBeUsed() {
    assertThat(Backend.device()).isEqualTo(Device.CPU);
    assertThatCode(Backend::check).doesNotThrowAnyException();
  }

  @Test
  void aBuildForCardsIsKnownByItsBackendsClassWhichIsNotLoaded(@TempDir Path folder)
      throws Exception {
    Path backend = folder.resolve("org/nd4j/linalg/jcublas/JCublasBackend.class");
    Files.createDirectories(backend.getParent());
    Files.writeString(backend, "this would not load");
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      assertThat(Backend.device(loader)).isEqualTo(Device.GPU);
    }
  }

  @Test
  void aProcessThatWouldCrashIsStoppedWithTheReason() {
    CpuProfile cpu = new CpuProfile("a processor", 4, 4, 2);
    MachineProfile machine =
        new MachineProfile("host", "Linux", cpu, 8L << 30, List.of(H200), List.of());
    assertThatCode(() -> Backend.check(machine, Device.CPU)).doesNotThrowAnyException();
    assertThatThrownBy(() -> Backend.check(machine, Device.GPU))
        .isInstanceOf(UnusableBackendException.class)
        .hasMessageStartingWith(
            "this process cannot compute: NVIDIA H200 has compute capability 9.0")
        .hasMessageContaining("give this machine the CPU build");
  }
}
