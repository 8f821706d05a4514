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

  private static final String CPU_BUILD =
      "give this machine the CPU build at the same path, it joins the same job (docs/gpu.md)";
  private static final String BIND =
      "bind each executor to one capable card by Spark's GPU resources (docs/gpu.md)";

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
          "it has %s MiB of memory, training needs at least %s"
              .formatted(machine.memoryBytes() >> 20, LEAST_MEMORY_BYTES >> 20));
    }
    return build == Device.GPU ? onCard(machine, wanted) : onProcessor(machine, wanted);
  }

  private static Eligibility onProcessor(MachineProfile machine, DeviceRequest wanted) {
    if (wanted == DeviceRequest.CPU) {
      return new Eligibility(true, Device.CPU, "the processor was asked for");
    }
    String reason =
        incapable(machine)
            .orElseGet(
                () ->
                    capable(machine).orElseThrow().name()
                        + " is capable, but this build of Paceline has the CPU backend");
    return new Eligibility(wanted == DeviceRequest.AUTO, Device.CPU, reason);
  }

  /** A build with nd4j-cuda has no processor to fall back to: ND4J cannot even be started there. */
  private static Eligibility onCard(MachineProfile machine, DeviceRequest wanted) {
    if (wanted == DeviceRequest.CPU) {
      return outside("the processor was asked for", CPU_BUILD);
    }
    Optional<String> incapable = incapable(machine);
    if (incapable.isPresent()) {
      return outside(incapable.get(), CPU_BUILD);
    }
    // CUDA starts on every card it sees, and the first that it cannot use ends the process.
    Optional<String> beside =
        machine.gpus().stream().map(Eligibility::obstacle).flatMap(Optional::stream).findFirst();
    return beside.isPresent()
        ? outside(beside.get() + " and is seen beside a capable card", BIND)
        : new Eligibility(true, Device.GPU, "capable " + machine.gpus().get(0).name());
  }

  private static Eligibility outside(String reason, String remedy) {
    return new Eligibility(
        false,
        Device.GPU,
        "%s, and this build of Paceline has the CUDA backend, which needs compute capability %s to %s: %s"
            .formatted(reason, ComputeCapability.LOWEST, ComputeCapability.HIGHEST, remedy));
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

  private static Optional<String> incapable(MachineProfile machine) {
    if (machine.gpus().isEmpty()) {
      return Optional.of("no GPU with an NVIDIA driver");
    }
    return capable(machine).isPresent() ? Optional.empty() : obstacle(machine.gpus().get(0));
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
