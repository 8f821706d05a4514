package org.paceline.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A driver library built here, {@code libcuda.so.1}, which reports the cards of a test to whoever
 * has its folder on LD_LIBRARY_PATH, and honours CUDA_VISIBLE_DEVICES as NVIDIA's does.
 */
public final class FakeDriver {

  /** A card: its UUID and what the driver tells of it. */
  public static final String RTX_3090 = rtx3090("GPU-a");

  private static final String SOURCE =
      """
      #include <stdlib.h>
      #include <string.h>
      struct card {
        const char *uuid, *name;
        int processors, kilohertz, major, minor;
        unsigned long memory;
      };
      static const struct card CARDS[] = { %s };
      static const int ALL = sizeof CARDS / sizeof *CARDS;
      static int count, shown[sizeof CARDS / sizeof *CARDS];
      int cuInit(unsigned int flags) {
        const char *visible = getenv("CUDA_VISIBLE_DEVICES");
        count = 0;
        for (int i = 0; i < ALL && !visible; i++) shown[count++] = i;
        while (visible && *visible) {
          size_t length = strcspn(visible, ",");
          int card = 0;
          while (card < ALL && strncmp(CARDS[card].uuid, visible, length)) card++;
          if (card == ALL) break;
          shown[count++] = card;
          visible += length + (visible[length] == ',');
        }
        return %d;
      }
      int cuDriverGetVersion(int *version) { *version = 12060; return 0; }
      int cuDeviceGetCount(int *number) { *number = count; return 0; }
      int cuDeviceGet(int *device, int ordinal) { *device = shown[ordinal]; return 0; }
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

  private FakeDriver() {}

  /** An RTX 3090 as the driver tells of it. */
  public static String rtx3090(String uuid) {
    return "{\"%s\", \"NVIDIA GeForce RTX 3090\", 82, 1695000, 8, 6, 24UL << 30}".formatted(uuid);
  }

  /** Builds the library; the test is left out where there is no compiler. */
  public static void build(Path folder, int initialisation, String... cards) throws Exception {
    boolean compiler =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(place -> Files.isExecutable(Path.of(place, "gcc")));
    assumeThat(compiler).as("gcc is on the PATH").isTrue();
    Path source = folder.resolve("driver.c");
    Files.writeString(source, SOURCE.formatted(String.join(", ", cards), initialisation));
    Path output = folder.resolve("gcc.txt");
    ProcessBuilder gcc =
        new ProcessBuilder(
                "gcc", "-shared", "-fPIC", "-o", folder + "/libcuda.so.1", source.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    Children.awaitEnd(Children.start("gcc", gcc, output));
    assertThat(output).isEmptyFile();
  }
}
