package org.paceline.benchmarks.cifar;

import java.util.List;
import org.paceline.benchmarks.TestStand;
import org.paceline.data.ExampleBlock;
import org.paceline.exchange.Averaging;
import org.paceline.feed.BlockSource;
import org.paceline.pool.PoolWorker;

/**
 * Federated averaging: in each round every client trains all of its own data from the common
 * network, and the server waits for all of them (McMahan et al., "Communication-Efficient Learning
 * of Deep Networks from Decentralized Data", 2017, algorithm 1 with every client in every round).
 *
 * <p>Clients go to executors in turn; where there are more of them than executors, an executor
 * trains several, one after the other, each from the common network. As all other rows do, it
 * averages the updater's state too, which helps it.
 *
 * @param stand the cluster and what is trained
 * @param pool the executors with their trials
 * @param clients who owns what
 * @param averaging how the clients' networks become one
 * @param mostPasses passes over its data that a client makes in a round: drawn from 1 to this
 * @param limit how long it trains, a round as an epoch
 * @param headway is told how far it is
 */
record FederatedTraining(
    TestStand stand,
    List<PoolWorker> pool,
    Clients clients,
    Averaging averaging,
    int mostPasses,
    Limit limit,
    Headway headway)
    implements Training {

  @Override
  public Trace run() {
    BlockSource<ExampleBlock> source = stand.work().source(stand.spark().sc());
    try {
      return new FederatedRun(this, source).trace();
    } finally {
      source.blocks().unpersist(true);
    }
  }
}
