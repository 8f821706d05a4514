package org.paceline.benchmarks.cifar;

import java.util.ArrayList;
import java.util.List;
import org.paceline.benchmarks.Measurement;
import org.paceline.benchmarks.StockTraining;
import org.paceline.benchmarks.TestStand;
import org.paceline.model.TrainableNetwork;
import org.paceline.pool.PoolWorker;

/**
 * DL4J's own parameter averaging; of its passes over the data it leaves out what does not fit into
 * its splits.
 *
 * @param stand the cluster and what is trained
 * @param pool the executors with their trials
 * @param limit how long it trains; a time is looked at after each pass
 * @param headway is told how far it is
 */
record StockRun(TestStand stand, List<PoolWorker> pool, Limit limit, Headway headway)
    implements Training {

  @Override
  public Trace run() {
    List<Snapshot> snapshots = new ArrayList<>();
    Measurement measured =
        new StockTraining(stand.spark(), pool, stand.work())
            .measure(
                (pass, seconds, network) -> {
                  float[] parameters = TrainableNetwork.of(network).parameters();
                  snapshots.add(new Snapshot(pass, seconds, parameters));
                  headway.at(pass, seconds);
                  return !limit.reached(seconds);
                });
    return new Trace(snapshots, measured.examples(), measured.seconds(), measured.efficiency());
  }
}
