package org.paceline.round;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.paceline.exchange.NetworkState;
import org.paceline.model.Counts;

class TrafficTest {

  private static final int MIB = 1 << 20;

  /** 8 MiB. */
  private final NetworkState state =
      new NetworkState(new float[MIB], new float[MIB], new Counts(0, 0, 0));

  private final SparkConf conf = new SparkConf(false);

  @Test
  void aFewExecutorsTakeTheStateInOneBlockAndManyInSeveral() {
    assertThat(Traffic.blockBytes(8 * MIB, 0)).isPositive();
    assertThat(Traffic.blockBytes(8 * MIB, 3)).isBetween(8L * MIB, 9L * MIB);
    assertThat(Traffic.blockBytes(8 * MIB, 16)).isBetween(4L * MIB, 5L * MIB);
    assertThat(Traffic.blockBytes(8 * MIB, 1000)).isEqualTo(MIB);
    assertThat(Traffic.blockBytes(1000L * MIB, 1)).isEqualTo(32L * MIB);
  }

  @Test
  void blocksFollowThePoolUnlessTheApplicationSaysHowLargeTheyAre() {
    Traffic.fit(conf, state, 3);
    long few = conf.getSizeAsKb("spark.broadcast.blockSize");
    Traffic.fit(conf, state, 30);
    assertThat(conf.getSizeAsKb("spark.broadcast.blockSize")).isLessThan(few);
    SparkConf told = new SparkConf(false).set("spark.broadcast.blockSize", "5m");
    Traffic.fit(told, state, 30);
    assertThat(told.get("spark.broadcast.blockSize")).isEqualTo("5m");
  }

  @Test
  void resultsThatSparkWouldNotTakeAreToldOf() {
    conf.set("spark.driver.maxResultSize", "4m");
    assertThat(problem(3, Long.MAX_VALUE))
        .hasValue(
            "spark.driver.maxResultSize is 4m, but the results of 3 executors have 24 MiB: set it"
                + " to 0");
    conf.set("spark.driver.maxResultSize", "0");
    assertThat(problem(3, Long.MAX_VALUE)).isEmpty();
    conf.remove("spark.driver.maxResultSize");
    assertThat(problem(100, Long.MAX_VALUE)).isEmpty();
    assertThat(problem(161, Long.MAX_VALUE)).isPresent();
  }

  @Test
  void aDriverThatCannotHoldAStateOfEachExecutorIsToldOf() {
    assertThat(problem(97, 800L * MIB)).isEmpty();
    assertThat(problem(98, 800L * MIB))
        .hasValue(
            "the driver's heap of 800 MiB cannot hold the states of 98 executors, 808 MiB: raise"
                + " spark.driver.memory");
  }

  private Optional<String> problem(int executors, long heap) {
    return Traffic.problem(conf, state, executors, heap);
  }
}
