package org.paceline.benchmarks.cifar;

import java.util.Optional;
import picocli.CommandLine.Option;

/** How the data is dealt to clients, each with classes of its own. */
final class SkewOptions {

  @Option(
      names = "--skew",
      paramLabel = "ALPHA",
      description =
          "Deal the data to clients by class, in proportions of a Dirichlet distribution with this concentration;"
              + " each round all clients train from 1 to --local-epochs times through their own data.")
  private Double alpha;

  @Option(
      names = "--clients",
      paramLabel = "N",
      defaultValue = "8",
      description = "Clients of --skew (default: ${DEFAULT-VALUE}).")
  private int clients;

  @Option(
      names = "--local-epochs",
      paramLabel = "N",
      defaultValue = "5",
      description = "The most passes of a client of --skew in a round (default: ${DEFAULT-VALUE}).")
  private int localEpochs;

  void check() {
    CifarOptions.atLeastOne("--local-epochs", localEpochs);
    CifarOptions.atLeastOne("--clients", clients);
    if (alpha != null && !(alpha > 0)) {
      throw new IllegalArgumentException("--skew must be positive, not " + alpha);
    }
  }

  boolean present() {
    return alpha != null;
  }

  Optional<Double> alpha() {
    return Optional.ofNullable(alpha);
  }

  int clients() {
    return clients;
  }

  int localEpochs() {
    return localEpochs;
  }
}
