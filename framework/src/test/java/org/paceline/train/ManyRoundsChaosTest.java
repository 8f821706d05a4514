package org.paceline.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.paceline.cluster.EmbeddedCluster;
import org.paceline.feed.Steps;
import org.paceline.model.NetworkOptions.Updater;
import org.paceline.roster.Roster;
import org.paceline.testing.TimeLimit;

/** A run of many rounds leaves nothing behind in the driver. */
class ManyRoundsChaosTest {

  private static final int WORKERS = 3;
  private static final int ROUNDS_OF_EPOCH = 20;
  private static final int EPOCHS = 100;
  private static final int BLOCK = 2;
  private static final long MIB = 1 << 20;

  /** Until here Spark fills what it keeps for its page: the last hundred jobs. */
  private static final int SETTLED = 300;

  private static final int EVERY = 100;

  @Test
  @Tag("chaos")
  @Tag("slow")
  void theDriversHeapIsFlatOverTwoThousandRounds() {
    List<Long> used = new ArrayList<>();
    TrainingProgress heap =
        new TrainingProgress() {
          @Override
          public void round(RoundRecord round) {
            if (round.round() >= SETTLED && round.round() % EVERY == EVERY - 1) {
              used.add(usedAfterCollection());
            }
          }
        };
    try (EmbeddedCluster cluster = EmbeddedCluster.start(List.of(1.0, 1.0, 1.0));
        JavaSparkContext context =
            new JavaSparkContext(
                Roster.configure(
                    cluster
                        .configuration()
                        .setAppName("many rounds")
                        .set("spark.ui.retainedJobs", "100")
                        .set("spark.ui.retainedStages", "100")))) {
      Roster.of(context.sc()).await(WORKERS, TimeLimit.GENEROUS);
      assertThat(train(context, heap).epochsExact()).hasSize(EPOCHS).containsOnly(true);
    }
    assertThat(used).hasSize((EPOCHS * ROUNDS_OF_EPOCH - SETTLED) / EVERY);
    long least = used.stream().mapToLong(bytes -> bytes).min().orElseThrow();
    long most = used.stream().mapToLong(bytes -> bytes).max().orElseThrow();
    assertThat(most - least).as("of %s bytes", used).isLessThan(10 * MIB);
  }

  private static long usedAfterCollection() {
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static TrainingOutcome train(JavaSparkContext context, TrainingProgress progress) {
    return ShapesTraining.on(context, Roster.of(context.sc()).members())
        .first(ROUNDS_OF_EPOCH * WORKERS * BLOCK)
        .batches(BLOCK, Steps.PER_BATCH)
        .lenet(Updater.SGD, 0.01)
        .options(EPOCHS, WORKERS, "equal")
        .telling(progress)
        .train();
  }
}
