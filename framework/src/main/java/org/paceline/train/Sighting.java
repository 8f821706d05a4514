package org.paceline.train;

import java.io.Serializable;
import org.paceline.engine.OneDnn;
import org.paceline.profile.Backend;
import org.paceline.profile.Device;
import org.paceline.profile.DeviceRequest;
import org.paceline.profile.Eligibility;
import org.paceline.profile.MachineProfile;
import org.paceline.profile.MachineProfiler;

/**
 * What an executor tells of itself.
 *
 * @param profile its machine
 * @param build the device that its ND4J backend drives
 * @param oneDnn whether DL4J's layer helpers are on: oneDNN's, or cuDNN's in a build for cards
 */
public record Sighting(MachineProfile profile, Device build, boolean oneDnn)
    implements Serializable {

  /**
   * Looks at the machine that this runs on.
   *
   * @return what is seen
   */
  public static Sighting here() {
    OneDnn.allow();
    MachineProfile profile = new MachineProfiler().detect();
    Device build = Backend.device();
    // Asking DL4J wakes ND4J up, which a build for cards does not survive without one.
    boolean oneDnn = usable(profile, build) && OneDnn.active();
    return new Sighting(profile, build, oneDnn);
  }

  /** Whether this build's ND4J can be used on this machine at all. */
  boolean usable() {
    return usable(profile, build);
  }

  private static boolean usable(MachineProfile profile, Device build) {
    return Eligibility.of(profile, DeviceRequest.AUTO, build).eligible();
  }
}
