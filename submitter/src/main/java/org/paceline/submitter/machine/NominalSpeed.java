package org.paceline.submitter.machine;

import java.util.List;
import java.util.Optional;

/**
 * The speed that a machine's profile promises, before anything ran: it ranks machines, and only a
 * trial says how fast they are.
 *
 * @param device what trains, {@code cpu} or {@code gpu}
 * @param gigaflops peak rate × the fraction of it that small convolutional networks reach; divided
 *     by the operations of an example it is the framework's nominal speed
 */
public record NominalSpeed(String device, double gigaflops) {

  private static final NominalConstants CONSTANTS = NominalConstants.load();

  static NominalSpeed of(
      double cores, double gigahertz, List<String> gpus, GpuCatalogue catalogue) {
    Optional<Card> card =
        gpus.stream()
            .map(catalogue::find)
            .flatMap(Optional::stream)
            .filter(Card::trains)
            .findFirst();
    if (card.isPresent()) {
      return new NominalSpeed("gpu", card.get().teraflops() * 1_000 * CONSTANTS.gpuUtilisation());
    }
    double told = gigahertz > 0 ? gigahertz : CONSTANTS.assumedGigahertz();
    return new NominalSpeed(
        "cpu", cores * told * CONSTANTS.cpuOperationsACycle() * CONSTANTS.cpuUtilisation());
  }
}
