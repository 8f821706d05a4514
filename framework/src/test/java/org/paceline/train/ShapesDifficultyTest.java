package org.paceline.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.junit.jupiter.api.Test;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.paceline.data.DataSpec;
import org.paceline.data.ExampleBlock;
import org.paceline.data.Examples;
import org.paceline.data.Standardisation;
import org.paceline.data.Subset;
import org.paceline.feed.ImageFeed;
import org.paceline.feed.Steps;
import org.paceline.model.TrainableNetwork;

class ShapesDifficultyTest {

  private static final int BATCH = 64;

  @Test
  void aLinearModelStaysUnderSixtyPercent() {
    Examples training = DataSpec.parse("shapes").open(Subset.TRAIN);
    ImageFeed feed =
        new ImageFeed(
            training.shape(), 10, BATCH, Standardisation.of(training), false, Steps.PER_BATCH);
    TrainableNetwork linear = TrainableNetwork.of(configuration());
    for (int epoch = 0; epoch < 4; epoch++) {
      feed.batches(blocks(training), epoch).forEachRemaining(linear::fit);
    }
    Evaluation evaluation = new Evaluation(10);
    feed.batches(blocks(DataSpec.parse("shapes").open(Subset.TEST)), 0)
        .forEachRemaining(
            batch -> evaluation.eval(batch.getLabels(), linear.output(batch.getFeatures())));
    assertThat(evaluation.accuracy()).isBetween(0.05, 0.6);
  }

  private static List<ExampleBlock> blocks(Examples examples) {
    return IntStream.iterate(0, from -> from < examples.size(), from -> from + BATCH)
        .mapToObj(from -> examples.read(from, Math.min(BATCH, examples.size() - from)))
        .toList();
  }

  private static String configuration() {
    return new NeuralNetConfiguration.Builder()
        .seed(1)
        .updater(new Adam(0.001))
        .list()
        .layer(new OutputLayer.Builder().nOut(10).activation(Activation.SOFTMAX).build())
        .setInputType(InputType.convolutional(32, 32, 3))
        .build()
        .toJson();
  }
}
