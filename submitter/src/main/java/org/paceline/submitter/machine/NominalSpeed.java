package org.paceline.submitter.machine;

import java.util.List;
import java.util.Optional;

/**
 * The speed that a machine's profile promises, before anything ran: it ranks machines, and only a
 * trial says how fast they are.
 *
 * @param device what trains, {@code cpu} or {@code gpu}
 * @param gigaflops peak rate × the fraction of it that small convolutional networks reach; divided
 *     by the operations of an example it is the framework's nominal speed, whose constants these
 *     are
 */
public record NominalSpeed(String device, double gigaflops) {

  /** Single-precision operations a core does in a cycle with AVX2: 2 FMA units of 8 lanes. */
  private static final double CPU_FLOPS_PER_CYCLE = 32;

  private static final double ASSUMED_GIGAHERTZ = 2.5;
  private static final double CPU_UTILISATION = 0.3;
  private static final double GPU_UTILISATION = 0.1;

  static NominalSpeed of(
      double cores, double gigahertz, List<String> gpus, GpuCatalogue catalogue) {
    Optional<Card> card =
        gpus.stream()
            .map(catalogue::find)
            .flatMap(Optional::stream)
            .filter(Card::trains)
            .findFirst();
    if (card.isPresent()) {
      return new NominalSpeed("gpu", card.get().teraflops() * 1_000 * GPU_UTILISATION);
    }
    double told = gigahertz > 0 ? gigahertz : ASSUMED_GIGAHERTZ;
    return new NominalSpeed("cpu", cores * told * CPU_FLOPS_PER_CYCLE * CPU_UTILISATION);
  }
}
