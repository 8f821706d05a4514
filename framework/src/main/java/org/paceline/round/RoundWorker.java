package org.paceline.round;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import org.deeplearning4j.spark.api.TrainingHook;
import org.nd4j.linalg.factory.Nd4j;
import org.paceline.base.Seeds;
import org.paceline.exchange.NetworkState;
import org.paceline.feed.Feed;
import org.paceline.feed.ShareBatches;
import org.paceline.feed.ShareBatches.Piece;
import org.paceline.model.PooledSchedule;
import org.paceline.model.TrainableNetwork;
import org.paceline.partition.Share;
import org.paceline.partition.TaskFaults;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains a share in an executor, on the network that lives there, starting from the broadcast
 * state. One instance serves one task; not thread-safe.
 */
final class RoundWorker implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(RoundWorker.class);

  private final Broadcast<String> configuration;
  private final Broadcast<NetworkState> start;
  private final List<TrainingHook> hooks;
  private final int blocksOfAll;

  RoundWorker(
      Broadcast<String> configuration,
      Broadcast<NetworkState> start,
      List<TrainingHook> hooks,
      int blocksOfAll) {
    this.configuration = configuration;
    this.start = start;
    this.hooks = new ArrayList<>(hooks);
    this.blocksOfAll = blocksOfAll;
  }

  /**
   * Trains a share, or as much of it as the deadline allows. Equal shares and seeds give equal
   * results.
   *
   * @return what came of it; a failure is this executor's own, and its result says so
   */
  <T> RoundResult train(Share<T> share, Feed<T> feed, long seed, Deadline deadline) {
    try {
      return trained(share, feed, seed, deadline);
    } catch (Exception | LinkageError e) {
      TaskFaults.passOn(e);
      LOG.error("executor {} cannot train its share", share.executorId(), e);
      return RoundResult.failed(share.executorId(), e);
    }
  }

  private <T> RoundResult trained(Share<T> share, Feed<T> feed, long seed, Deadline deadline) {
    long begun = Stamps.now();
    start.value();
    long fetched = Stamps.now();
    TrainableNetwork network = startNetwork();
    long applied = Stamps.now();
    long own = Seeds.mix(seed, share.blocks().isEmpty() ? 0 : share.blocks().get(0));
    Nd4j.getRandom().setSeed(own);
    Stepping stepping = new Stepping(network, hooks);
    long trainingBegin = System.nanoTime();
    Iterator<Piece> batches = Stepping.prepared(new ShareBatches<>(feed, share, own));
    int done = followed(batches, stepping, deadline, share);
    double seconds = secondsSince(trainingBegin);
    long trained = Stamps.now();
    NetworkState end = NetworkState.of(network);
    Stamps stamps = new Stamps(begun, fetched, applied, trained, Stamps.now());
    return new RoundResult(
        share.executorId(),
        List.copyOf(share.blocks().subList(0, done)),
        stepping.examples(),
        stepping.steps(),
        end,
        stepping.meanLoss(),
        seconds,
        stepping.seconds(),
        stepping.endPace(),
        "",
        null,
        stamps);
  }

  private int followed(
      Iterator<Piece> batches, Stepping stepping, Deadline deadline, Share<?> share) {
    double batchesOfStep = (double) blocksOfAll / Math.max(1, share.blocks().size());
    PooledSchedule.follow(start.value().counts(), batchesOfStep);
    try {
      return steps(batches, stepping, deadline, share.startNanos());
    } finally {
      PooledSchedule.leave();
    }
  }

  /** Trains whole chunks as long as the deadline allows; says how many blocks these were. */
  private static int steps(
      Iterator<Piece> batches, Stepping stepping, Deadline deadline, long startNanos) {
    Pace pace = new Pace();
    int done = 0;
    while (batches.hasNext() && stepping.finite()) {
      Piece piece = batches.next();
      if (piece.first()
          && !deadline.allows(piece.blocks(), secondsSince(startNanos), pace.secondsPerBlock())) {
        break;
      }
      stepping.step(piece.batch());
      if (piece.last()) {
        done += piece.blocks();
        pace.chunk(piece.blocks());
      }
    }
    return done;
  }

  /** The time that a block takes: of the last two chunks, since one alone may be a hiccup. */
  private static final class Pace {

    private long began = System.nanoTime();
    private double before;
    private double last;

    void chunk(int blocks) {
      before = last;
      last = secondsSince(began) / blocks;
      began = System.nanoTime();
    }

    double secondsPerBlock() {
      return before == 0 ? last : (before + last) / 2;
    }
  }

  private static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }

  private TrainableNetwork startNetwork() {
    TrainableNetwork network = ResidentNetworks.get(configuration.value(), configuration.value());
    start.value().applyTo(network);
    return network;
  }
}
