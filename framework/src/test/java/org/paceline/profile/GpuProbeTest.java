package org.paceline.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.testing.Children;
import org.paceline.testing.FakeDriver;

/** Runs a fresh JVM against a driver library built here, which reports the cards of a test. */
@EnabledOnOs(OS.LINUX)
class GpuProbeTest {

  private static final String RTX_3090 = FakeDriver.RTX_3090;
  private static final String H200 =
      "{\"GPU-c\", \"NVIDIA H200\", 132, 1980000, 9, 0, 141UL << 30}";
  private static final String UNKNOWN =
      "{\"GPU-d\", \"NVIDIA Prototype\", 10, 1000000, 7, 5, 4UL << 30}";
  private static final int NO_DEVICE = 100;
  private static final String REMEDY =
      ", and this build of Paceline has the CUDA backend, which needs compute capability 5.0 to 8.9:"
          + " give this machine the CPU build at the same path, it joins the same job (docs/gpu.md)";

  @TempDir private Path folder;

  @Test
  void anRtx3090IsCapableAndTrainsWhereTheBuildHasTheGpuBackend() throws Exception {
    driver(0, RTX_3090);
    assertThat(detect())
        .containsExactly(
            "NVIDIA GeForce RTX 3090: 8.6, 10496 cores, 35.6 TFLOPS, 24 GiB, 350 W",
            "CPU build: AUTO on CPU, GPU takes no part, NVIDIA GeForce RTX 3090 is capable,"
                + " but this build of Paceline has the CPU backend",
            "GPU build: AUTO on GPU, GPU takes part, capable NVIDIA GeForce RTX 3090");
  }

  @Test
  void anH200IsSeenButTooNewForTheBackend() throws Exception {
    driver(0, H200);
    String reason =
        "NVIDIA H200 has compute capability 9.0, nd4j-cuda contains code up to 8.9 only";
    assertThat(detect())
        .containsExactly(
            "NVIDIA H200: 9.0, 16896 cores, 66.9 TFLOPS, 141 GiB, 700 W",
            "CPU build: AUTO on CPU, GPU takes no part, " + reason,
            "GPU build: AUTO nowhere, GPU takes no part, " + reason + REMEDY);
  }

  @Test
  void severalCardsAreListedInTheDriversOrderAndUnknownOnesHaveNoPower() throws Exception {
    driver(0, RTX_3090, UNKNOWN, H200);
    assertThat(detect())
        .startsWith(
            "NVIDIA GeForce RTX 3090: 8.6, 10496 cores, 35.6 TFLOPS, 24 GiB, 350 W",
            "NVIDIA Prototype: 7.5, 640 cores, 1.3 TFLOPS, 4 GiB, 0 W",
            "NVIDIA H200: 9.0, 16896 cores, 66.9 TFLOPS, 141 GiB, 700 W");
  }

  @Test
  void aProcessThatIsShownOneCardSeesNoOther() throws Exception {
    driver(0, RTX_3090, UNKNOWN);
    assertThat(detect("show=GPU-d"))
        .hasSize(3)
        .startsWith("NVIDIA Prototype: 7.5, 640 cores, 1.3 TFLOPS, 4 GiB, 0 W");
  }

  @Test
  void aDriverWithoutDeviceGivesNoGpuAndNoCrash() throws Exception {
    driver(NO_DEVICE, RTX_3090);
    assertThat(detect())
        .containsExactly(
            "CPU build: AUTO on CPU, GPU takes no part, no GPU with an NVIDIA driver",
            "GPU build: AUTO nowhere, GPU takes no part, no GPU with an NVIDIA driver" + REMEDY);
  }

  @Test
  void aDriverThatCannotBeLoadedGivesNoGpuAndNoCrash() throws Exception {
    Files.writeString(folder.resolve("libcuda.so.1"), "this is no library");
    assertThat(detect())
        .containsExactly(
            "CPU build: AUTO on CPU, GPU takes no part, no GPU with an NVIDIA driver",
            "GPU build: AUTO nowhere, GPU takes no part, no GPU with an NVIDIA driver" + REMEDY);
  }

  private void driver(int initialisation, String... cards) throws Exception {
    FakeDriver.build(folder, initialisation, cards);
  }

  private List<String> detect(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Djava.io.tmpdir=" + folder));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(DetectMain.class.getName());
    command.addAll(List.of(arguments));
    List<String> output = run(command);
    return output.stream()
        .filter(line -> line.startsWith(DetectMain.MARK))
        .map(line -> line.substring(DetectMain.MARK.length()))
        .toList();
  }

  private List<String> run(List<String> command) throws IOException, InterruptedException {
    Path output = folder.resolve("output.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("LD_LIBRARY_PATH", folder.toString());
    Process process = Children.start("a detection", builder, output);
    assertThat(Children.awaitEnd(process)).as(Files.readString(output)).isZero();
    return Files.readAllLines(output);
  }
}
