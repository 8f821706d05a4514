package org.paceline.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.spark.SparkConf;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.cluster.ExecutorInfo;
import org.junit.jupiter.api.Test;
import scala.collection.immutable.Map$;

/** Executors with fewer cores than a task takes, on which a task would wait for ever. */
class SmallExecutorTest {

  private final Roster roster =
      new Roster(
          new SparkConf(false).set("spark.paceline.roster", "x").set("spark.task.cpus", "4"));

  @Test
  void theyAreNotDealtAnythingAndToldOf() {
    roster.onExecutorAdded(executor("0", 1));
    roster.onExecutorAdded(executor("1", 3));
    assertThat(roster.await(2, Duration.ZERO)).isEmpty();
    assertThat(roster.tooSmall())
        .hasValue("spark.task.cpus is 4, but no executor has more than 3 cores");
  }

  @Test
  void thoseThatAreLargeEnoughGoOnWithoutThem() {
    roster.onExecutorAdded(executor("0", 1));
    roster.onExecutorAdded(executor("1", 4));
    assertThat(roster.members()).extracting(Member::executorId).containsExactly("1");
  }

  private static SparkListenerExecutorAdded executor(String id, int cores) {
    scala.collection.immutable.Map<String, String> nothing = Map$.MODULE$.empty();
    return new SparkListenerExecutorAdded(0, id, new ExecutorInfo("host", cores, nothing, nothing));
  }
}
