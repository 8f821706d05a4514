package org.paceline.benchmarks.cifar;

import java.util.ArrayList;
import java.util.List;
import org.paceline.benchmarks.TestStand;
import org.paceline.benchmarks.Workload;
import org.paceline.data.ExampleBlock;
import org.paceline.data.Examples;
import org.paceline.evaluate.Evaluator;
import org.paceline.exchange.NetworkState;
import org.paceline.feed.BlockSource;
import org.paceline.pool.PoolWorker;

/**
 * Says how good the networks of a training were, on all executors, once its clock has stopped.
 *
 * @param stand the cluster and what was trained
 * @param test what the networks are tested on
 * @param pool who evaluates
 */
record Scorer(TestStand stand, Examples test, List<PoolWorker> pool) {

  Curve curve(List<Snapshot> snapshots) {
    BlockSource<ExampleBlock> source =
        BlockSource.of(stand.spark().sc(), test, stand.work().feed().withoutAugmentation());
    try {
      List<Point> points = new ArrayList<>();
      for (Snapshot snapshot : snapshots) {
        double accuracy = accuracy(source, snapshot.parameters());
        points.add(new Point(snapshot.epochs(), snapshot.seconds(), accuracy));
      }
      return new Curve(points);
    } finally {
      source.blocks().unpersist(true);
    }
  }

  private double accuracy(BlockSource<ExampleBlock> source, float[] parameters) {
    Workload work = stand.work();
    NetworkState state =
        new NetworkState(parameters, work.start().updater(), work.start().counts());
    return new Evaluator(stand.spark(), pool, work.configuration(), state)
        .evaluate(source, test.classes())
        .accuracy();
  }
}
