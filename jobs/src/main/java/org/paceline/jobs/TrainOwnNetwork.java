package org.paceline.jobs;

import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.paceline.feed.ImageData;
import org.paceline.job.Job;
import org.paceline.job.JobContext;
import org.paceline.job.JobMain;
import org.paceline.model.TrainableNetwork;
import org.paceline.train.Training;
import picocli.CommandLine.Option;

/** Trains a network that is built in code, layer by layer, with DL4J. */
public final class TrainOwnNetwork implements Job {
  @Option(names = "--data", defaultValue = "shapes")
  private String data;

  @Option(names = "--output", defaultValue = "model.zip")
  private Path output;

  @Override
  public void run(JobContext context) throws IOException {
    ImageData images = ImageData.of(context.spark().sparkContext(), data, 64);
    int classes = images.examples().classes().size();
    MultiLayerConfiguration layers =
        new NeuralNetConfiguration.Builder()
            .updater(new Adam(0.001))
            .list()
            .layer(new ConvolutionLayer.Builder(5, 5).nOut(16).stride(2, 2).build())
            .layer(new OutputLayer.Builder().nOut(classes).activation(Activation.SOFTMAX).build())
            .setInputType(InputType.convolutional(32, 32, 3))
            .build();
    TrainableNetwork network = TrainableNetwork.of(layers.toJson());
    Training.on(context.spark()).data(images).network("own", network).fit().save(output);
  }

  /** Runs the job; see {@code --help} for where. */
  public static void main(String[] args) {
    JobMain.run(new TrainOwnNetwork(), args);
  }
}
