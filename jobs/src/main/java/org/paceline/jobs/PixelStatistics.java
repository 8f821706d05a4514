package org.paceline.jobs;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.stddev;

import org.paceline.job.Job;
import org.paceline.job.JobContext;
import org.paceline.job.JobMain;
import picocli.CommandLine.Option;

/** Mean and deviation of the pixels of each class, an example of a job that trains nothing. */
public final class PixelStatistics implements Job {
  @Option(names = "--data", defaultValue = "shapes")
  private String data;

  @Override
  public void run(JobContext context) {
    context
        .balance(context.images(data))
        .select(col("class"), explode(col("pixels")).as("pixel"))
        .groupBy("class")
        .agg(avg("pixel"), stddev("pixel"))
        .orderBy("class")
        .show();
  }

  /** Runs the job; see {@code --help} for where. */
  public static void main(String[] args) {
    JobMain.run(new PixelStatistics(), args);
  }
}
