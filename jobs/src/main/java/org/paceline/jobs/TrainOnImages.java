package org.paceline.jobs;

import java.io.IOException;
import java.nio.file.Path;
import org.paceline.feed.ImageData;
import org.paceline.job.Job;
import org.paceline.job.JobContext;
import org.paceline.job.JobMain;
import org.paceline.model.ModelSource;
import org.paceline.model.NetworkOptions;
import org.paceline.train.Training;
import org.paceline.train.TrainingOptions;
import picocli.CommandLine.Option;

/** Trains a network by its name on images, an example of a training in a job of one's own. */
public final class TrainOnImages implements Job {
  @Option(names = "--data", defaultValue = "shapes")
  private String data;

  @Option(names = "--output", defaultValue = "model.zip")
  private Path output;

  @Override
  public void run(JobContext context) throws IOException {
    ImageData images = ImageData.of(context.spark().sparkContext(), data, 64).augmented();
    Training.on(context.spark())
        .data(images)
        .network("cnn", ModelSource.open("cnn", NetworkOptions.of(images.examples())))
        .optimise(TrainingOptions.of(4))
        .fit()
        .save(output);
  }

  /** Runs the job; see {@code --help} for where. */
  public static void main(String[] args) {
    JobMain.run(new TrainOnImages(), args);
  }
}
