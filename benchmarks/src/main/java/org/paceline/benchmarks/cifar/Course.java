package org.paceline.benchmarks.cifar;

import java.util.Optional;
import org.paceline.benchmarks.TestStand;
import org.paceline.benchmarks.Workload;
import org.paceline.benchmarks.torch.TorchPool;
import org.paceline.benchmarks.torch.TorchWork;
import org.paceline.cluster.EmbeddedCluster;
import org.paceline.data.Examples;
import org.paceline.data.Standardisation;
import org.paceline.exchange.NetworkState;
import org.paceline.feed.ImageFeed;
import org.paceline.feed.Steps;
import org.paceline.model.TrainableNetwork;

/** What all rows train, whatever the seed. */
final class Course {

  private static final int LABELS_AT_A_TIME = 1024;

  private final CifarOptions options;
  private final Examples examples;
  private final ImageFeed feed;
  private final Limit limit;
  private int[] labels;

  Course(CifarOptions options, Examples examples) {
    this.options = options;
    this.examples = examples;
    this.feed =
        new ImageFeed(
            examples.shape(),
            examples.classes().size(),
            options.batchSize(),
            Standardisation.of(examples),
            options.augment(),
            Steps.PER_BATCH);
    this.limit = options.limit(examples.size());
  }

  Limit limit() {
    return limit;
  }

  int localEpochs() {
    return options.skew().localEpochs();
  }

  /** Batches of a pass over the data. */
  int batches() {
    return (examples.size() + feed.batchSize() - 1) / feed.batchSize();
  }

  /** The same work for every row of a seed. */
  Workload work(long seed) {
    TrainableNetwork start = options.network(examples, seed);
    return new Workload(
        options.skew().present() ? new ReorderedExamples(examples, skew(seed).order()) : examples,
        feed,
        options.configuration(start, batches()),
        NetworkState.of(start),
        options.roundBatches(),
        limit.epochs(),
        seed);
  }

  /** Who owns what, of a run with {@code --skew}. */
  Skew skew(long seed) {
    Optional<Double> alpha = options.skew().alpha();
    return Skew.of(labels(), options.skew().clients(), alpha.orElseThrow(), feed.batchSize(), seed);
  }

  /** Where PyTorch runs: beside the executors of the cluster that was started for this run. */
  TorchPool torchPool(TestStand stand, Headway headway) {
    EmbeddedCluster cluster = stand.ownCluster(0);
    return new TorchPool(
        options.python().orElseThrow(), cluster.cpuShares(), cluster::hold, headway::says);
  }

  Optional<String> torchVersion() {
    return options.python().flatMap(TorchPool::version);
  }

  TorchWork torchWork(long seed) {
    return options.torchWork(examples, limit.epochs(), seed);
  }

  private int[] labels() {
    if (labels == null) {
      labels = new int[examples.size()];
      for (int from = 0; from < labels.length; from += LABELS_AT_A_TIME) {
        int count = Math.min(LABELS_AT_A_TIME, labels.length - from);
        System.arraycopy(examples.read(from, count).labels(), 0, labels, from, count);
      }
    }
    return labels;
  }
}
