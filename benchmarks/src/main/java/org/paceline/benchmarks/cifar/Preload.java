package org.paceline.benchmarks.cifar;

import java.time.Duration;
import org.apache.spark.SparkContext;
import org.paceline.data.ExampleBlock;
import org.paceline.feed.BlockSource;
import org.paceline.partition.Deal;
import org.paceline.partition.DealtRDD;
import org.paceline.partition.RoundCollector;
import org.paceline.partition.Share;
import org.paceline.partition.TimedJob;
import org.paceline.roster.Roster;

/** Has executors read and keep their blocks before a clock starts, as Paceline's training does. */
final class Preload {

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private Preload() {}

  static void blocks(SparkContext context, BlockSource<ExampleBlock> source, Deal deal) {
    TimedJob<String> job = TimedJob.start(new DealtRDD<>(source.blocks(), deal), Preload::read);
    RoundCollector.collect(
        job,
        deal,
        executor -> executor,
        Roster.of(context),
        org.paceline.partition.Limit.of(PATIENCE));
  }

  private static String read(Share<ExampleBlock> share) {
    for (int block = 0; block < share.blocks().size(); block++) {
      share.elements(block, block + 1);
    }
    return share.executorId();
  }
}
