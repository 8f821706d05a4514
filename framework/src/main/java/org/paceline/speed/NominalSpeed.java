package org.paceline.speed;

import org.paceline.profile.Device;
import org.paceline.profile.Eligibility;
import org.paceline.profile.GpuProfile;
import org.paceline.profile.MachineProfile;

/**
 * The speed that a machine's profile promises, before anything ran.
 *
 * <p>It is peak rate × the fraction of the peak that small convolutional networks reach ÷ the
 * operations of an example. It ranks machines; only a trial says how fast they are.
 */
public final class NominalSpeed {

  private static final NominalConstants CONSTANTS = NominalConstants.load();

  private NominalSpeed() {}

  /**
   * Computes the nominal speed.
   *
   * @param machine the machine
   * @param device the device of it that trains
   * @param flopsPerExample floating-point operations that one training example costs, positive
   * @return the speed, without fixed cost
   */
  public static Speed of(MachineProfile machine, Device device, double flopsPerExample) {
    double flops = device == Device.GPU ? gpuFlops(machine) : cpuFlops(machine);
    return new Speed(flops / flopsPerExample, 0, SpeedGrade.NOMINAL);
  }

  private static double gpuFlops(MachineProfile machine) {
    GpuProfile gpu =
        Eligibility.capable(machine)
            .orElseThrow(
                () -> new IllegalArgumentException(machine.host() + " has no capable GPU"));
    return gpu.teraflops() * 1e12 * CONSTANTS.gpuUtilisation();
  }

  private static double cpuFlops(MachineProfile machine) {
    double told = machine.cpu().gigahertz();
    double gigahertz = told > 0 ? told : CONSTANTS.assumedGigahertz();
    return machine.cpu().usableCores()
        * gigahertz
        * 1e9
        * CONSTANTS.cpuOperationsACycle()
        * CONSTANTS.cpuUtilisation();
  }
}
