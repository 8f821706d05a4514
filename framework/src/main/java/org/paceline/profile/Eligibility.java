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
      return new Eligibility(true, Device.GPU, "capable " + machine.gpus().get(0).name());
    }
    return new Eligibility(wanted == DeviceRequest.AUTO, Device.CPU, obstacle.get());
  }

  private static Optional<String> obstacle(MachineProfile machine, Device build) {
    if (machine.gpus().isEmpty()) {
      return Optional.of("no GPU with an NVIDIA driver");
    }
    Optional<String> tooOldOrNew =
        machine.gpus().stream().map(Eligibility::obstacle).flatMap(Optional::stream).findFirst();
    boolean capable = machine.gpus().stream().anyMatch(gpu -> obstacle(gpu).isEmpty());
    if (!capable) {
      return tooOldOrNew;
    }
    return build == Device.GPU
        ? Optional.empty()
        : Optional.of(
            machine.gpus().get(0).name()
                + " is capable, but this build of Paceline has the CPU backend");
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
