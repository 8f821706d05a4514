package org.paceline.benchmarks.cifar;

import java.util.Optional;
import java.util.OptionalInt;
import org.paceline.benchmarks.torch.TorchPool;
import org.paceline.benchmarks.torch.TorchWork;
import org.paceline.data.Examples;
import org.paceline.jobs.NetworkArguments;
import org.paceline.model.NetworkOptions;
import org.paceline.model.Networks;
import picocli.CommandLine.Option;

/** With which Python PyTorch's rows run. */
final class TorchOptions {

  static final String PYTHON = "--python";

  @Option(
      names = PYTHON,
      paramLabel = "COMMAND",
      description =
          "A Python that has torch (default: python3, or the one that benchmarks/run engine made; without one the rows"
              + " of PyTorch are left out).")
  private String named;

  private Optional<String> found;

  /** The one that was named, or else one that there is; it is asked once. */
  Optional<String> python() {
    if (found == null) {
      found = TorchPool.find(Optional.ofNullable(named));
    }
    return found;
  }

  /** The same work as that of all rows. */
  static TorchWork work(
      CifarOptions options, NetworkArguments network, Examples examples, int epochs, long seed) {
    NetworkOptions how = network.options(examples, seed);
    return new TorchWork(
        options.dataName(),
        network.name(),
        options.batchSize(),
        options.roundBatches(),
        how.learningRate(),
        how.updater(),
        epochs,
        seed,
        OptionalInt.of(examples.size()),
        how.momentum().orElse(NetworkOptions.MOMENTUM),
        how.weightDecay().orElse(Networks.weightDecay(network.name())));
  }
}
