package org.paceline.scout;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.paceline.profile.Device;
import org.paceline.profile.DeviceRequest;
import org.paceline.profile.Eligibility;
import org.paceline.profile.GpuProfile;
import org.paceline.profile.MachineProfile;
import org.paceline.roster.NoExecutorException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares what a training step takes with what executors have, before anything is tried there. */
final class MemoryCheck {

  private static final Logger LOG = LoggerFactory.getLogger(MemoryCheck.class);

  /** Code, native libraries and threads of an executor's process, beside its heap. */
  private static final long PROCESS_RESERVE = 256L << 20;

  /** A CUDA context with the kernels of ND4J, cuBLAS and cuDNN, on the card. */
  private static final long CONTEXT_RESERVE = 1L << 30;

  private MemoryCheck() {}

  /** How the step fits each executor that is eligible, by id. */
  static Map<String, MemoryFit> of(
      StepMemory step, Map<String, Sighting> seen, DeviceRequest device) {
    Map<String, MemoryFit> fits = new HashMap<>();
    seen.forEach(
        (executor, sighting) -> {
          Eligibility judged = sighting.judge(device);
          int neighbours = sighting.contained() ? 1 : neighbours(sighting.profile().host(), seen);
          if (judged.eligible()) {
            long bytes = bytes(sighting, judged.device(), neighbours);
            fits.put(executor, new MemoryFit(step, bytes, sighting.heapBytes()));
          }
        });
    return fits;
  }

  private static int neighbours(String host, Map<String, Sighting> seen) {
    return (int) seen.values().stream().filter(s -> s.profile().host().equals(host)).count();
  }

  /** What an executor has for a step, where {@code neighbours} of them are on its machine. */
  static long bytes(Sighting seen, Device device, int neighbours) {
    return Math.max(
        0, device == Device.GPU ? onCard(seen.profile(), neighbours) : inProcess(seen, neighbours));
  }

  private static long onCard(MachineProfile machine, int neighbours) {
    int cards = machine.gpus().size();
    int sharers = (neighbours + cards - 1) / cards;
    long card = Eligibility.capable(machine).map(GpuProfile::memoryBytes).orElse(0L);
    return card / sharers - CONTEXT_RESERVE;
  }

  private static long inProcess(Sighting seen, int neighbours) {
    long machine = seen.profile().memoryBytes() / neighbours;
    long limit = seen.limitBytes() > 0 ? Math.min(seen.limitBytes(), machine) : machine;
    return limit - seen.heapBytes() - PROCESS_RESERVE;
  }

  /**
   * Warns of executors that the step does not fit.
   *
   * @throws NoExecutorException if it fits none
   */
  static void report(Map<String, MemoryFit> fits) {
    requireOne(fits);
    fits.entrySet().stream()
        .filter(entry -> !entry.getValue().fits())
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            entry ->
                LOG.warn(
                    "executor {} gets no share: {}", entry.getKey(), entry.getValue().shortage()));
  }

  static void requireOne(Map<String, MemoryFit> fits) {
    List<MemoryFit> most =
        fits.values().stream()
            .sorted(Comparator.comparingLong(MemoryFit::hasBytes).reversed())
            .toList();
    if (most.stream().noneMatch(MemoryFit::fits)) {
      throw new NoExecutorException(
          "the memory of none of the %s executors is enough; of the largest: %s"
              .formatted(most.size(), most.get(0).shortage()));
    }
  }
}
