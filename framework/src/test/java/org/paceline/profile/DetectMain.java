package org.paceline.profile;

import java.util.Locale;

/** Prints what a fresh JVM detects, for tests that need another driver than this machine's. */
final class DetectMain {

  static final String MARK = "detected ";

  private DetectMain() {}

  public static void main(String[] args) {
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
          MARK + "%s build: AUTO on %s, GPU %s, %s%n",
          build,
          auto.device(),
          gpu.eligible() ? "takes part" : "takes no part",
          auto.reason());
    }
  }
}
