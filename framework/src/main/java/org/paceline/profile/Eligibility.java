package org.paceline.profile;

import java.io.Serializable;
import java.util.Optional;

/**
 * Whether an executor takes part in training, on what device, and why.
 *
 * @param eligible whether it takes part
 * @param device the device it trains on, or would
 * @param reason one sentence for people
 */
public record Eligibility(boolean eligible, Device device, String reason) implements Serializable {

  /** The least memory, in bytes, in which an executor can hold a network and one batch. */
  public static final long LEAST_MEMORY_BYTES = 256L << 20;

  /**
   * Judges a machine.
   *
   * @param machine its profile
   * @param wanted the device asked for
   * @param build the device that this build's ND4J backend drives
   * @return the judgement, never null
   */
  public static Eligibility of(MachineProfile machine, DeviceRequest wanted, Device build) {
    if (machine.memoryBytes() < LEAST_MEMORY_BYTES) {
      return new Eligibility(
          false,
          Device.CPU,
          "it has %d MiB of memory, training needs at least %d"
              .formatted(machine.memoryBytes() >> 20, LEAST_MEMORY_BYTES >> 20));
    }
    if (wanted == DeviceRequest.CPU) {
      return new Eligibility(true, Device.CPU, "the processor was asked for");
    }
    Optional<String> obstacle = obstacle(machine, build);
    if (obstacle.isEmpty()) {
      return new Eligibility(true, Device.GPU, "capable " + capable(machine).orElseThrow().name());
    }
    return new Eligibility(wanted == DeviceRequest.AUTO, Device.CPU, obstacle.get());
  }

  /**
   * The card that a machine trains on where it trains on a GPU.
   *
   * @param machine its profile
   * @return the first card in the driver's order that is capable, if any
   */
  public static Optional<GpuProfile> capable(MachineProfile machine) {
    return machine.gpus().stream().filter(gpu -> obstacle(gpu).isEmpty()).findFirst();
  }

  private static Optional<String> obstacle(MachineProfile machine, Device build) {
    if (machine.gpus().isEmpty()) {
      return Optional.of("no GPU with an NVIDIA driver");
    }
    Optional<GpuProfile> capable = capable(machine);
    if (capable.isEmpty()) {
      return obstacle(machine.gpus().get(0));
    }
    return build == Device.GPU
        ? Optional.empty()
        : Optional.of(
            capable.get().name() + " is capable, but this build of Paceline has the CPU backend");
  }

  private static Optional<String> obstacle(GpuProfile gpu) {
    ComputeCapability has = gpu.capability();
    if (has.compareTo(ComputeCapability.LOWEST) < 0) {
      return Optional.of(
          "%s has compute capability %s, training on a GPU needs at least %s"
              .formatted(gpu.name(), has, ComputeCapability.LOWEST));
    }
    if (has.compareTo(ComputeCapability.HIGHEST) > 0) {
      return Optional.of(
          "%s has compute capability %s, nd4j-cuda contains code up to %s only"
              .formatted(gpu.name(), has, ComputeCapability.HIGHEST));
    }
    return Optional.empty();
  }
}
