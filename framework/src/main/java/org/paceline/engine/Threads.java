package org.paceline.engine;

import java.util.OptionalInt;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * The processor threads that the native operations of this process run on.
 *
 * <p>OpenBLAS is held to one thread: its workers go on spinning for some 25 ms after each matrix
 * product and take the cores from OpenMP's, on which everything else runs. Large products are
 * oneDNN's, which uses OpenMP.
 */
public final class Threads {

  private static final String OPEN_MP = "OMP_NUM_THREADS";

  private Threads() {}

  /**
   * Sets the number of threads for operations that the calling thread starts from now on; where the
   * environment sets {@code OMP_NUM_THREADS}, that holds, and a graphics card's operations are left
   * alone.
   *
   * @param cores the cores that this process was given; fewer are used where the JDK, which knows
   *     the limits of a container, has fewer
   * @throws IllegalArgumentException if it is not positive
   */
  public static void use(int cores) {
    if (cores < 1) {
      throw new IllegalArgumentException("a process has at least 1 core, not " + cores);
    }
    if (!FastLayers.onProcessor()) {
      return;
    }
    Nd4j.factory().blas().setMaxThreads(1);
    if (System.getenv(OPEN_MP) == null) {
      NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(of(cores));
    }
  }

  /**
   * How many threads {@link #use} has operations run on.
   *
   * @param cores the cores that this process was given
   * @return what {@code OMP_NUM_THREADS} says if it is a number, else at most the cores that there
   *     are
   */
  public static int of(int cores) {
    return told().orElse(Math.min(cores, Runtime.getRuntime().availableProcessors()));
  }

  private static OptionalInt told() {
    String threads = System.getenv(OPEN_MP);
    return threads != null && threads.matches("\\d{1,4}")
        ? OptionalInt.of(Integer.parseInt(threads))
        : OptionalInt.empty();
  }

  /**
   * Whether a core is left for preparing data while operations run: on a graphics card they need
   * none, and on the processor the environment may give them fewer than there are.
   *
   * @param cores the cores that this process was given
   * @return true if preparing the next batch at the same time takes nothing from training
   */
  public static boolean leaveCore(int cores) {
    boolean fewer = told().orElse(cores) < cores;
    return cores > 1 && (fewer || !FastLayers.onProcessor());
  }
}
