package org.paceline.engine;

import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The kernels that the native libraries of a process compute with. They choose them by the
 * processor, and each sums in another order: the last bits of a result depend on them.
 *
 * @param openBlas the processor that OpenBLAS has its kernels for, such as Haswell
 * @param oneDnn the instructions that oneDNN writes its kernels with, such as AVX2
 */
public record Kernels(String openBlas, String oneDnn) implements Serializable {

  /** Kernels that processors of servers and PCs have had for ten years. */
  public static final Kernels COMMON = new Kernels("Haswell", "AVX2");

  private static final String OPEN_BLAS = "OPENBLAS_CORETYPE";
  private static final String ONE_DNN = "DNNL_MAX_CPU_ISA";
  private static final String UNKNOWN = "unknown";
  private static final Path PROCESSOR = Path.of("/proc/cpuinfo");
  private static final Path LIBRARIES = Path.of("/proc/self/maps");

  /** Instructions by oneDNN's name and the kernel's, the newest first. */
  private record Level(String name, Set<String> flags) {}

  private static final List<Level> LEVELS =
      List.of(
          new Level("AVX512_CORE_AMX", Set.of("amx_tile", "amx_int8", "amx_bf16")),
          new Level("AVX512_CORE_BF16", Set.of("avx512_bf16")),
          new Level("AVX512_CORE_VNNI", Set.of("avx512_vnni")),
          new Level("AVX512_CORE", Set.of("avx512f", "avx512bw", "avx512vl", "avx512dq")),
          new Level("AVX2", Set.of("avx2", "fma")),
          new Level("AVX", Set.of("avx")),
          new Level("SSE41", Set.of("sse4_1")));

  /**
   * The variables that have libraries take these kernels, where the processor has them.
   *
   * @return values by name, for the environment of a process before it starts
   */
  public Map<String, String> environment() {
    return Map.of(OPEN_BLAS, openBlas, ONE_DNN, oneDnn);
  }

  /**
   * The kernels of this process, once its libraries are loaded.
   *
   * @return what OpenBLAS says, and what oneDNN may use of what the processor has
   */
  public static Kernels here() {
    return new Kernels(openBlasHere(), oneDnn(flags(), System.getenv(ONE_DNN)));
  }

  /** ND4J's build of oneDNN does not tell; it takes the newest instructions that it is allowed. */
  static String oneDnn(Set<String> flags, String most) {
    List<String> allowed = LEVELS.stream().map(Level::name).toList();
    int first = most == null ? 0 : Math.max(0, allowed.indexOf(most));
    return LEVELS.stream()
        .skip(first)
        .filter(level -> flags.containsAll(level.flags()))
        .map(Level::name)
        .findFirst()
        .orElse(UNKNOWN);
  }

  private static Set<String> flags() {
    try (Stream<String> lines = Files.lines(PROCESSOR)) {
      return lines
          .filter(line -> line.startsWith("flags"))
          .findFirst()
          .map(line -> Set.of(line.replaceFirst(".*: *", "").split(" ")))
          .orElse(Set.of());
    } catch (IOException | IllegalArgumentException e) {
      return Set.of();
    }
  }

  private static String openBlasHere() {
    return library("libopenblas")
        .map(path -> NativeLibrary.getInstance(path).getFunction("openblas_get_corename"))
        .map(function -> function.invokeString(new Object[0], false))
        .orElse(UNKNOWN);
  }

  /** The path of a library that this process has loaded. */
  private static Optional<String> library(String name) {
    try (Stream<String> lines = Files.lines(LIBRARIES)) {
      return lines
          .filter(line -> line.contains("/" + name))
          .map(line -> line.substring(line.indexOf('/')))
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "OpenBLAS for %s, oneDNN with %s".formatted(openBlas, oneDnn);
  }
}
