package org.paceline.round;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.broadcast.Broadcast;
import org.deeplearning4j.spark.api.TrainingHook;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.paceline.base.Seeds;
import org.paceline.data.DataException;
import org.paceline.engine.Threads;
import org.paceline.exchange.NetworkState;
import org.paceline.feed.Ahead;
import org.paceline.feed.Feed;
import org.paceline.model.TrainableNetwork;
import org.paceline.partition.Share;
import org.paceline.speed.Governor;
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
  private long examples;
  private int steps;
  private double loss;
  private long stepNanos;

  RoundWorker(
      Broadcast<String> configuration, Broadcast<NetworkState> start, List<TrainingHook> hooks) {
    this.configuration = configuration;
    this.start = start;
    this.hooks = new ArrayList<>(hooks);
  }

  /**
   * Trains a share, or as much of it as the deadline allows. Equal shares and seeds give equal
   * results.
   *
   * @throws DataException if the data is bad, which ends the run; any other failure is this
   *     executor's own, and its result says so
   */
  <T> RoundResult train(Share<T> share, Feed<T> feed, long seed, Deadline deadline) {
    try {
      return trained(share, feed, seed, deadline);
    } catch (DataException | TaskKilledException e) {
      throw e;
    } catch (RuntimeException e) {
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
    long trainingBegin = System.nanoTime();
    List<T> blocks = share.elements();
    int chunk = feed.chunkBlocks(blocks.size());
    int done = 0;
    double pace = 0;
    double before = 0;
    while (done < blocks.size()
        && Double.isFinite(loss)
        && deadline.allows(
            Math.min(chunk, blocks.size() - done), secondsSince(share.startNanos()), pace)) {
      long chunkBegin = System.nanoTime();
      int end = Math.min(done + chunk, blocks.size());
      steps(feed.batches(blocks.subList(done, end), Seeds.mix(own, done)), network);
      double last = secondsSince(chunkBegin) / (end - done);
      // Of the last two chunks: one alone may be a hiccup, all of them would hide a change.
      pace = done == 0 ? last : (before + last) / 2;
      before = last;
      done = end;
    }
    double seconds = secondsSince(trainingBegin);
    long trained = Stamps.now();
    NetworkState end = NetworkState.of(network);
    Stamps stamps = new Stamps(begun, fetched, applied, trained, Stamps.now());
    return result(share.executorId(), share.blocks().subList(0, done), end, seconds, stamps);
  }

  private void steps(Iterator<DataSet> prepared, TrainableNetwork network) {
    Governor governor = Governor.ofThisProcess();
    boolean beside = Threads.leaveCore(ResidentNetworks.cores());
    Iterator<DataSet> batches = beside ? new Ahead<>(prepared) : prepared;
    while (batches.hasNext() && Double.isFinite(loss)) {
      stopIfGivenUp();
      DataSet batch = batches.next();
      long began = System.nanoTime();
      step(batch, network);
      governor.pace();
      stepNanos += System.nanoTime() - began;
    }
  }

  /** The driver goes on without a worker that is late; what it would bring is of no use. */
  private static void stopIfGivenUp() {
    TaskContext task = TaskContext.get();
    if (task != null && task.isInterrupted()) {
      throw new TaskKilledException("the round went on without this executor");
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

  private void step(DataSet batch, TrainableNetwork network) {
    hooks.forEach(hook -> hook.preUpdate(batch, network.model()));
    loss += network.fit(batch);
    hooks.forEach(hook -> hook.postUpdate(batch, network.model()));
    examples += batch.numExamples();
    steps++;
  }

  private RoundResult result(
      String executorId, List<Integer> blocks, NetworkState end, double seconds, Stamps stamps) {
    double meanLoss = steps == 0 ? 0 : loss / steps;
    return new RoundResult(
        executorId,
        List.copyOf(blocks),
        examples,
        steps,
        end,
        meanLoss,
        seconds,
        stepNanos / 1e9,
        "",
        stamps);
  }
}
