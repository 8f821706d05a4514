package org.paceline.profile;

/**
 * Tells which build of Paceline fits this machine, so that one without a capable card falls back to
 * its processor. {@code conf/choose-jar.sh} asks it before executors start.
 */
public final class FittingBuild {

  private FittingBuild() {}

  /**
   * Prints {@code cuda} if the CUDA build can train here, else {@code cpu}, and why on the error
   * stream.
   *
   * @param args none
   */
  @SuppressWarnings("SystemOut")
  public static void main(String[] args) {
    Eligibility onCard =
        Eligibility.of(new MachineProfiler().detect(), DeviceRequest.AUTO, Device.GPU);
    System.err.println("paceline: " + (onCard.eligible() ? "" : "CPU build, ") + onCard.reason());
    System.out.println(onCard.eligible() ? "cuda" : "cpu");
  }
}
