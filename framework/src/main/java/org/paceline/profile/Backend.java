package org.paceline.profile;

/**
 * The ND4J backend of this build, found on the class path without waking it up: nd4j-cuda fails, or
 * crashes, where there is no card that it has code for.
 */
public final class Backend {

  private static final String CUDA = "org.nd4j.linalg.jcublas.JCublasBackend";

  private static boolean checked;

  private Backend() {}

  /**
   * The device that the backend drives.
   *
   * @return the GPU for a build with nd4j-cuda, else the processor
   */
  public static Device device() {
    return device(Backend.class.getClassLoader());
  }

  static Device device(ClassLoader loader) {
    return loader.getResource(CUDA.replace('.', '/') + ".class") == null ? Device.CPU : Device.GPU;
  }

  /**
   * Makes sure that this process can use its backend; call it before the first array is made where
   * nobody has asked {@link Eligibility}, as in a driver. It costs nothing in a build for
   * processors.
   *
   * @throws UnusableBackendException if the build has nd4j-cuda and the machine no card for it
   */
  public static synchronized void check() {
    if (!checked && device() == Device.GPU) {
      check(new MachineProfiler().detect(), Device.GPU);
    }
    checked = true;
  }

  static void check(MachineProfile machine, Device build) {
    Eligibility judged = Eligibility.of(machine, DeviceRequest.AUTO, build);
    if (!judged.eligible()) {
      throw new UnusableBackendException(
          "this process cannot compute: %s".formatted(judged.reason()));
    }
  }
}
