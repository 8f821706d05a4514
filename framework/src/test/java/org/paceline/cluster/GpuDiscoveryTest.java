package org.paceline.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.apache.spark.resource.ResourceInformation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.testing.Children;
import org.paceline.testing.FakeSmi;

/** Runs conf/gpu-discovery.sh with an nvidia-smi written here. */
@EnabledOnOs(OS.LINUX)
class GpuDiscoveryTest {

  private static final List<String> NEEDED = List.of("sh", "sed", "paste", "cat");

  @TempDir private Path folder;

  /** A PATH with the few commands the script needs, so that this machine's cards do not matter. */
  @BeforeEach
  void commands() throws Exception {
    for (String name : NEEDED) {
      for (String place : List.of("/bin", "/usr/bin")) {
        Path command = Path.of(place, name);
        if (Files.isExecutable(command) && Files.notExists(folder.resolve(name))) {
          Files.copy(command, folder.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }

  @Test
  void theScriptCanBeExecutedAsSparkDemands() {
    assertThat(FakeSmi.discovery()).isExecutable();
    assertThat(FakeSmi.noDiscovery()).isExecutable();
  }

  @Test
  void aMachineWithoutCardInAMixedPoolOffersAPlace() throws Exception {
    assertThat(ResourceInformation.parseJson(output(FakeSmi.noDiscovery(), 0)).addresses())
        .containsExactly("none");
  }

  @Test
  void oneCardIsNamedByItsUuid() throws Exception {
    FakeSmi.write(folder, "GPU-1a2b3c4d-0000-1111-2222-333344445555", 0);
    ResourceInformation found = ResourceInformation.parseJson(output(0));
    assertThat(found.name()).isEqualTo("gpu");
    assertThat(found.addresses()).containsExactly("GPU-1a2b3c4d-0000-1111-2222-333344445555");
  }

  @Test
  void severalCardsAreListedInOrder() throws Exception {
    FakeSmi.write(folder, "GPU-b\nGPU-a\nGPU-c", 0);
    assertThat(output(0))
        .isEqualTo("{\"name\":\"gpu\",\"addresses\":[\"GPU-b\",\"GPU-a\",\"GPU-c\"]}\n");
  }

  @Test
  void aMachineWithoutDriverIsToldSo() throws Exception {
    assertThat(output(1))
        .isEqualTo(
            "gpu-discovery: nvidia-smi is not on the PATH; is the NVIDIA driver installed here?\n");
  }

  @Test
  void aDriverThatDoesNotAnswerIsQuoted() throws Exception {
    FakeSmi.write(folder, "NVIDIA-SMI has failed because it couldn't communicate", 9);
    assertThat(output(1))
        .isEqualTo(
            "gpu-discovery: nvidia-smi failed: NVIDIA-SMI has failed because it couldn't communicate\n");
  }

  @Test
  void aDriverWithoutCardsIsQuoted() throws Exception {
    FakeSmi.write(folder, "No devices were found", 0);
    assertThat(output(1))
        .isEqualTo("gpu-discovery: nvidia-smi names no card; it said: No devices were found\n");
  }

  private String output(int status) throws Exception {
    return output(FakeSmi.discovery(), status);
  }

  private String output(Path path, int status) throws Exception {
    Path output = folder.resolve("output.txt");
    ProcessBuilder builder =
        new ProcessBuilder(path.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("PATH", folder.toString());
    Process script = Children.start("a script", builder, output);
    assertThat(Children.awaitEnd(script)).as(Files.readString(output)).isEqualTo(status);
    return Files.readString(output);
  }
}
