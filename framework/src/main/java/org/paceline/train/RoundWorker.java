package org.paceline.train;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.broadcast.Broadcast;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.NeuralNetwork;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.api.TrainingHook;
import org.deeplearning4j.spark.api.TrainingWorker;
import org.deeplearning4j.spark.api.WorkerConfiguration;
import org.deeplearning4j.spark.api.stats.SparkTrainingStats;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.paceline.data.DataException;
import org.paceline.data.Seeds;
import org.paceline.engine.Threads;
import org.paceline.model.TrainableNetwork;
import org.paceline.partition.Share;
import org.paceline.speed.Governor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains a share in an executor, on the network that lives there, starting from the broadcast
 * state.
 *
 * <p>As a DL4J worker: take {@code getInitialModel}, process minibatches, then ask for the final
 * result. One instance serves one task; not thread-safe.
 */
public final class RoundWorker implements TrainingWorker<RoundResult> {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(RoundWorker.class);

  private final Broadcast<String> configuration;
  private final Broadcast<NetworkState> start;
  private final List<TrainingHook> hooks;
  private long examples;
  private int steps;
  private double loss;

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
      step(batches.next(), network);
      governor.pace();
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
        executorId, List.copyOf(blocks), examples, steps, end, meanLoss, seconds, "", stamps);
  }

  private RoundResult processed(DataSet batch, NeuralNetwork model, boolean last) {
    TrainableNetwork network = TrainableNetwork.of(model);
    step(batch, network);
    return last ? finished(model) : null;
  }

  private RoundResult finished(NeuralNetwork model) {
    NetworkState end = NetworkState.of(TrainableNetwork.of(model));
    return result(SparkEnv.get().executorId(), List.of(), end, 0, Stamps.NONE);
  }

  @Override
  public void addHook(TrainingHook hook) {
    hooks.add(hook);
  }

  @Override
  public void removeHook(TrainingHook hook) {
    hooks.remove(hook);
  }

  @Override
  public MultiLayerNetwork getInitialModel() {
    return (MultiLayerNetwork) startNetwork().network();
  }

  @Override
  public ComputationGraph getInitialModelGraph() {
    return (ComputationGraph) startNetwork().network();
  }

  @Override
  public RoundResult processMinibatch(DataSet batch, MultiLayerNetwork model, boolean last) {
    return processed(batch, model, last);
  }

  @Override
  public RoundResult processMinibatch(DataSet batch, ComputationGraph model, boolean last) {
    return processed(batch, model, last);
  }

  @Override
  public RoundResult processMinibatch(MultiDataSet batch, ComputationGraph model, boolean last) {
    model.fit(batch);
    loss += ((Model) model).score();
    examples += batch.getFeatures(0).size(0);
    steps++;
    return last ? finished(model) : null;
  }

  @Override
  public Pair<RoundResult, SparkTrainingStats> processMinibatchWithStats(
      DataSet batch, MultiLayerNetwork model, boolean last) {
    return Pair.of(processMinibatch(batch, model, last), null);
  }

  @Override
  public Pair<RoundResult, SparkTrainingStats> processMinibatchWithStats(
      DataSet batch, ComputationGraph model, boolean last) {
    return Pair.of(processMinibatch(batch, model, last), null);
  }

  @Override
  public Pair<RoundResult, SparkTrainingStats> processMinibatchWithStats(
      MultiDataSet batch, ComputationGraph model, boolean last) {
    return Pair.of(processMinibatch(batch, model, last), null);
  }

  @Override
  public RoundResult getFinalResult(MultiLayerNetwork model) {
    return finished(model);
  }

  @Override
  public RoundResult getFinalResult(ComputationGraph model) {
    return finished(model);
  }

  @Override
  public RoundResult getFinalResultNoData() {
    return finished(startNetwork().network());
  }

  @Override
  public Pair<RoundResult, SparkTrainingStats> getFinalResultNoDataWithStats() {
    return Pair.of(getFinalResultNoData(), null);
  }

  @Override
  public Pair<RoundResult, SparkTrainingStats> getFinalResultWithStats(MultiLayerNetwork model) {
    return Pair.of(finished(model), null);
  }

  @Override
  public Pair<RoundResult, SparkTrainingStats> getFinalResultWithStats(ComputationGraph model) {
    return Pair.of(finished(model), null);
  }

  @Override
  public WorkerConfiguration getDataConfiguration() {
    return new WorkerConfiguration(false, 1, 1, Integer.MAX_VALUE, 0, false);
  }

  @Override
  public long getInstanceId() {
    return System.identityHashCode(this);
  }
}
