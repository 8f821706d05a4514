package org.paceline.profile;

import java.util.Locale;

/** Prints what a fresh JVM detects, for tests that need another driver than this machine's. */
final class DetectMain {

  static final String MARK = "detected ";

  private DetectMain() {}

  /** The argument {@code show=UUID} shows the process one card only. */
  public static void main(String[] args) {
    for (String argument : args) {
      VisibleCards.showOnly(argument.substring("show=".length()));
    }
    MachineProfile machine = new MachineProfiler().detect();
    for (GpuProfile gpu : machine.gpus()) {
      System.out.printf(
          Locale.ROOT,
          MARK + "%s: %s, %d cores, %.1f TFLOPS, %d GiB, %d W%n",
          gpu.name(),
          gpu.capability(),
          gpu.cores(),
          gpu.teraflops(),
          gpu.memoryBytes() >> 30,
          gpu.watts());
    }
    for (Device build : Device.values()) {
      Eligibility auto = Eligibility.of(machine, DeviceRequest.AUTO, build);
      Eligibility gpu = Eligibility.of(machine, DeviceRequest.GPU, build);
      System.out.printf(
          MARK + "%s build: AUTO %s, GPU %s, %s%n",
          build,
          auto.eligible() ? "on " + auto.device() : "nowhere",
          gpu.eligible() ? "takes part" : "takes no part",
          auto.reason());
    }
  }
}
