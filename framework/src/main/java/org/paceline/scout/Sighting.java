package org.paceline.scout;

import java.io.Serializable;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.bytedeco.javacpp.Pointer;
import org.paceline.engine.Arithmetic;
import org.paceline.engine.Kernels;
import org.paceline.engine.OneDnn;
import org.paceline.engine.Threads;
import org.paceline.profile.Backend;
import org.paceline.profile.Device;
import org.paceline.profile.DeviceRequest;
import org.paceline.profile.Eligibility;
import org.paceline.profile.MachineProfile;
import org.paceline.profile.MachineProfiler;
import org.paceline.round.ResidentNetworks;

/**
 * What an executor tells of itself.
 *
 * @param profile its machine
 * @param build the device that its ND4J backend drives
 * @param oneDnn whether DL4J's layer helpers are on: oneDNN's, or cuDNN's in a build for cards
 * @param threads threads that its native operations run on
 * @param kernels what its native libraries compute with
 * @param heapBytes the most that its heap may grow to
 * @param limitBytes resident memory beyond which JavaCPP lets nothing more be allocated, heap
 *     included; 0 for no limit
 * @param contained whether memory and cards that it sees are its own, as those of a pod
 * @param fault why its backend does not start, or computes wrongly, though the machine is fit for
 *     it; empty if it does
 */
public record Sighting(
    MachineProfile profile,
    Device build,
    boolean oneDnn,
    int threads,
    Kernels kernels,
    long heapBytes,
    long limitBytes,
    boolean contained,
    String fault)
    implements Serializable {

  /**
   * Looks at the machine that this runs on.
   *
   * @return what is seen
   */
  public static Sighting here() {
    OneDnn.allow();
    return of(
        new MachineProfiler().detect(), Backend.device(), OneDnn::active, Sighting::arithmetic);
  }

  /** On as many threads as training: ND4J keeps those that its first operation starts. */
  private static Optional<String> arithmetic() {
    Threads.use(ResidentNetworks.cores());
    return Arithmetic.fault();
  }

  /** Asking DL4J wakes ND4J up, which a build for cards does not survive without a capable one. */
  static Sighting of(
      MachineProfile profile,
      Device build,
      BooleanSupplier helpers,
      Supplier<Optional<String>> arithmetic) {
    if (!Eligibility.of(profile, DeviceRequest.AUTO, build).eligible()) {
      return seen(profile, build, false, "");
    }
    try {
      return seen(profile, build, helpers.getAsBoolean(), arithmetic.get().orElse(""));
    } catch (LinkageError | RuntimeException e) {
      return seen(profile, build, false, fault(build, e));
    }
  }

  private static Sighting seen(MachineProfile profile, Device build, boolean oneDnn, String fault) {
    long heap = Runtime.getRuntime().maxMemory();
    boolean contained = System.getenv("SPARK_EXECUTOR_POD_NAME") != null;
    return new Sighting(
        profile,
        build,
        oneDnn,
        Threads.of(ResidentNetworks.cores()),
        Kernels.here(),
        heap,
        Pointer.maxPhysicalBytes(),
        contained,
        fault);
  }

  /** ND4J says of a library that is missing only that there is no backend. */
  private static String fault(Device build, Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String libraries =
        build == Device.GPU ? "are CUDA 11 and cuDNN 8 on its library path (docs/gpu.md)? " : "";
    return "ND4J's backend for the %s does not start there: %s%s"
        .formatted(build, libraries, cause.getMessage());
  }

  /**
   * Judges the executor.
   *
   * @param wanted the device asked for
   * @return whether it takes part, on what device, and why
   */
  public Eligibility judge(DeviceRequest wanted) {
    return fault.isEmpty()
        ? Eligibility.of(profile, wanted, build)
        : new Eligibility(false, build, fault);
  }

  /** What decides the last bits of its results, for people. */
  String computesWith() {
    return "%s, on %s thread%s".formatted(kernels, threads, threads == 1 ? "" : "s");
  }

  /** Whether ND4J can be used there at all. */
  boolean usable() {
    return judge(DeviceRequest.AUTO).eligible();
  }
}
