package org.paceline.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs a fresh JVM against a driver library built here, which reports the cards of a test. */
@EnabledOnOs(OS.LINUX)
class GpuProbeTest {

  private static final String RTX_3090 =
      "{\"NVIDIA GeForce RTX 3090\", 82, 1695000, 8, 6, 24UL << 30}";
  private static final String H200 = "{\"NVIDIA H200\", 132, 1980000, 9, 0, 141UL << 30}";
  private static final String UNKNOWN = "{\"NVIDIA Prototype\", 10, 1000000, 7, 5, 4UL << 30}";
  private static final int NO_DEVICE = 100;

  private static final String DRIVER =
      """
      #include <string.h>
      struct card { const char *name; int processors, kilohertz, major, minor; unsigned long memory; };
      static const struct card CARDS[] = { %s };
      int cuInit(unsigned int flags) { return %d; }
      int cuDriverGetVersion(int *version) { *version = 12060; return 0; }
      int cuDeviceGetCount(int *count) { *count = sizeof CARDS / sizeof *CARDS; return 0; }
      int cuDeviceGet(int *device, int ordinal) { *device = ordinal; return 0; }
      int cuDeviceGetName(char *name, int length, int device) {
        strncpy(name, CARDS[device].name, length);
        return 0;
      }
      int cuDeviceTotalMem_v2(unsigned long *bytes, int device) {
        *bytes = CARDS[device].memory;
        return 0;
      }
      int cuDeviceTotalMem(unsigned long *bytes, int device) { return cuDeviceTotalMem_v2(bytes, device); }
      int cuDeviceGetAttribute(int *value, int attribute, int device) {
        switch (attribute) {
          case 13: *value = CARDS[device].kilohertz; return 0;
          case 16: *value = CARDS[device].processors; return 0;
          case 75: *value = CARDS[device].major; return 0;
          case 76: *value = CARDS[device].minor; return 0;
          default: return 1;
        }
      }
      """;

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
            "GPU build: AUTO on CPU, GPU takes no part, " + reason);
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
  void aDriverWithoutDeviceGivesNoGpuAndNoCrash() throws Exception {
    driver(NO_DEVICE, RTX_3090);
    assertThat(detect())
        .containsExactly(
            "CPU build: AUTO on CPU, GPU takes no part, no GPU with an NVIDIA driver",
            "GPU build: AUTO on CPU, GPU takes no part, no GPU with an NVIDIA driver");
  }

  @Test
  void aDriverThatCannotBeLoadedGivesNoGpuAndNoCrash() throws Exception {
    Files.writeString(folder.resolve("libcuda.so.1"), "this is no library");
    assertThat(detect())
        .containsExactly(
            "CPU build: AUTO on CPU, GPU takes no part, no GPU with an NVIDIA driver",
            "GPU build: AUTO on CPU, GPU takes no part, no GPU with an NVIDIA driver");
  }

  private void driver(int initialisation, String... cards) throws Exception {
    boolean compiler =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(place -> Files.isExecutable(Path.of(place, "gcc")));
    assumeThat(compiler).as("gcc is on the PATH").isTrue();
    Path source = folder.resolve("driver.c");
    Files.writeString(source, DRIVER.formatted(String.join(", ", cards), initialisation));
    List<String> output =
        run("gcc", "-shared", "-fPIC", "-o", folder + "/libcuda.so.1", source.toString());
    assertThat(output).isEmpty();
  }

  private List<String> detect() throws Exception {
    List<String> output =
        run(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Djava.io.tmpdir=" + folder,
            "-cp",
            System.getProperty("java.class.path"),
            DetectMain.class.getName());
    return output.stream()
        .filter(line -> line.startsWith(DetectMain.MARK))
        .map(line -> line.substring(DetectMain.MARK.length()))
        .toList();
  }

  private List<String> run(String... command) throws IOException, InterruptedException {
    Path output = folder.resolve("output.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("LD_LIBRARY_PATH", folder.toString());
    Process process = builder.start();
    try {
      assertThat(process.waitFor(100, TimeUnit.SECONDS)).as("ended in time").isTrue();
      assertThat(process.exitValue()).as(Files.readString(output)).isZero();
      return Files.readAllLines(output);
    } finally {
      process.destroyForcibly();
    }
  }
}
