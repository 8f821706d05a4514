package org.paceline.train;

import java.io.Serializable;
import java.util.Locale;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.factory.Nd4j;
import org.paceline.engine.OneDnn;
import org.paceline.profile.Device;
import org.paceline.profile.MachineProfile;
import org.paceline.profile.MachineProfiler;

/**
 * What an executor tells of itself.
 *
 * @param profile its machine
 * @param build the device that its ND4J backend drives
 * @param oneDnn whether DL4J's oneDNN helpers are on
 * @param heapBytes the most that its heap may grow to
 * @param limitBytes resident memory beyond which JavaCPP lets nothing more be allocated, heap
 *     included; 0 for no limit
 */
public record Sighting(
    MachineProfile profile, Device build, boolean oneDnn, long heapBytes, long limitBytes)
    implements Serializable {

  /**
   * Looks at the machine that this runs on.
   *
   * @return what is seen
   */
  public static Sighting here() {
    OneDnn.allow();
    String backend = Nd4j.getBackend().getClass().getSimpleName().toLowerCase(Locale.ROOT);
    Device build = backend.contains("cuda") || backend.contains("cublas") ? Device.GPU : Device.CPU;
    return new Sighting(
        new MachineProfiler().detect(),
        build,
        OneDnn.active(),
        Runtime.getRuntime().maxMemory(),
        Pointer.maxPhysicalBytes());
  }
}
