package org.paceline.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;
import org.paceline.data.ExampleBlock;
import org.paceline.exchange.NetworkState;
import org.paceline.feed.BlockSource;
import org.paceline.feed.Feed;
import org.paceline.feed.ShareBatches;
import org.paceline.model.TrainableNetwork;
import org.paceline.partition.Share;
import org.paceline.pool.PoolWorker;
import org.paceline.round.ResidentNetworks;
import org.paceline.speed.Governor;

/** Evaluates a network, and predicts with it, on all executors of a pool. Immutable. */
public final class Evaluator {

  private final JavaSparkContext context;
  private final List<PoolWorker> pool;
  private final Broadcast<String> configuration;
  private final Broadcast<NetworkState> state;

  /**
   * Broadcasts a network.
   *
   * @param context the application's context
   * @param pool who takes part
   * @param configuration the network's configuration
   * @param state its state
   */
  public Evaluator(
      JavaSparkContext context, List<PoolWorker> pool, String configuration, NetworkState state) {
    this.context = context;
    this.pool = List.copyOf(pool);
    this.configuration = context.broadcast(configuration);
    this.state = context.broadcast(state);
  }

  /**
   * What a network takes an example for.
   *
   * @param example its position in the data set
   * @param label the class it has; −1 if nobody knows
   * @param guesses the classes that the network finds most probable, the first most of all
   */
  public record Prediction(int example, int label, List<Guess> guesses)
      implements java.io.Serializable {}

  /**
   * A class that an example may be of.
   *
   * @param label the class
   * @param probability how probable the network finds it
   */
  public record Guess(int label, double probability) implements java.io.Serializable {}

  /**
   * Compares the network with labelled data.
   *
   * @param source the data, not augmented
   * @param classes the classes' names
   * @param <T> the type of a block
   * @return DL4J's evaluation over all examples
   */
  public <T> Evaluation evaluate(BlockSource<T> source, List<String> classes) {
    Broadcast<String> network = configuration;
    Broadcast<NetworkState> parameters = state;
    Feed<T> feed = source.feed();
    int count = classes.size();
    List<Evaluation> parts =
        DealtWork.run(
            context, source, pool, share -> evaluate(share, feed, network, parameters, count));
    Evaluation whole = new Evaluation(classes);
    parts.forEach(whole::merge);
    return whole;
  }

  private static <T> Evaluation evaluate(
      Share<T> share,
      Feed<T> feed,
      Broadcast<String> configuration,
      Broadcast<NetworkState> state,
      int classes) {
    TrainableNetwork network = network(configuration, state);
    Governor governor = Governor.ofThisProcess();
    Evaluation evaluation = new Evaluation(classes);
    new ShareBatches<>(feed, share, 0)
        .forEachRemaining(
            piece -> {
              INDArray output = network.output(piece.batch().getFeatures());
              evaluation.eval(piece.batch().getLabels(), output);
              governor.pace();
            });
    return evaluation;
  }

  /**
   * Predicts the class of every example.
   *
   * @param source the images
   * @param top how many classes are named for each; all, where there are no more
   * @return one prediction an example, in the data set's order
   */
  public List<Prediction> predict(BlockSource<ExampleBlock> source, int top) {
    Broadcast<String> network = configuration;
    Broadcast<NetworkState> parameters = state;
    Feed<ExampleBlock> feed = source.feed();
    int size = source.blockSize();
    List<ArrayList<Prediction>> parts =
        DealtWork.run(
            context, source, pool, share -> predict(share, feed, network, parameters, size, top));
    return parts.stream()
        .flatMap(List::stream)
        .sorted(Comparator.comparingInt(Prediction::example))
        .toList();
  }

  private static ArrayList<Prediction> predict(
      Share<ExampleBlock> share,
      Feed<ExampleBlock> feed,
      Broadcast<String> configuration,
      Broadcast<NetworkState> state,
      int blockSize,
      int top) {
    TrainableNetwork network = network(configuration, state);
    Governor governor = Governor.ofThisProcess();
    ArrayList<Prediction> predictions = new ArrayList<>();
    for (int i = 0; i < share.blocks().size(); i++) {
      ExampleBlock block = share.elements(i, i + 1).get(0);
      INDArray output = network.output(inOrder(block, feed));
      for (int row = 0; row < block.size(); row++) {
        predictions.add(
            new Prediction(
                share.blocks().get(i) * blockSize + row,
                block.labels()[row],
                guesses(output.getRow(row).toDoubleVector(), top)));
      }
      governor.pace();
    }
    return predictions;
  }

  private static List<Guess> guesses(double[] probabilities, int top) {
    return new ArrayList<>(
        IntStream.range(0, probabilities.length)
            .mapToObj(label -> new Guess(label, probabilities[label]))
            .sorted(Comparator.comparingDouble(Guess::probability).reversed())
            .limit(top)
            .toList());
  }

  /** Feeds shuffle, so a block goes through one image at a time to keep its order. */
  private static INDArray inOrder(ExampleBlock block, Feed<ExampleBlock> feed) {
    List<INDArray> images = new ArrayList<>();
    int length = block.shape().length();
    for (int row = 0; row < block.size(); row++) {
      byte[] pixels =
          java.util.Arrays.copyOfRange(block.pixels(), row * length, (row + 1) * length);
      DataSet one =
          feed.batches(
                  List.of(new ExampleBlock(block.shape(), pixels, new int[] {block.labels()[row]})),
                  0)
              .next();
      images.add(one.getFeatures());
    }
    return org.nd4j.linalg.factory.Nd4j.concat(0, images.toArray(new INDArray[0]));
  }

  private static TrainableNetwork network(
      Broadcast<String> configuration, Broadcast<NetworkState> state) {
    TrainableNetwork network = ResidentNetworks.get(configuration.value(), configuration.value());
    state.value().applyTo(network);
    return network;
  }
}
