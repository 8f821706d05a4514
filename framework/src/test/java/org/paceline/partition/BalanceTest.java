package org.paceline.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.spark.Partition;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContextImpl;
import org.apache.spark.api.java.JavaRDD;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.paceline.roster.Member;
import org.paceline.roster.NoExecutorException;
import org.paceline.testing.CapturedLog;
import org.paceline.testing.TestPool;
import org.paceline.testing.TimeLimit;
import scala.Tuple2;
import scala.collection.immutable.Map$;

class BalanceTest {

  private static final List<Integer> NUMBERS = IntStream.range(0, 700).boxed().toList();
  private static final List<Double> SPEEDS = List.of(4.0, 2.0, 1.0);
  private static final List<Integer> ONE_EACH = List.of(1, 1, 1);

  private static TestPool pool;

  @BeforeAll
  static void start() {
    pool = TestPool.unlimited(3);
  }

  @AfterAll
  static void stop() {
    pool.close();
  }

  private static <T> JavaRDD<T> balanced(
      JavaRDD<T> rdd, List<Member> members, List<Double> speeds, List<Integer> slots) {
    return Balance.of(rdd, rdd::repartition, members, speeds, slots);
  }

  @Test
  void partitionsGoToExecutorsBySpeedAndNoElementIsLost() {
    JavaRDD<Integer> balanced =
        balanced(pool.context().parallelize(NUMBERS, 70), pool.members(), SPEEDS, ONE_EACH);
    assertThat(counts(balanced)).containsExactly(400, 200, 100);
    assertThat(balanced.collect()).containsExactlyInAnyOrderElementsOf(NUMBERS);
    assertThat(balanced.toDebugString()).doesNotContain("Shuffled");
  }

  @Test
  void everySlotHasATaskAndPartitionsThatFitAreNotCutFiner() {
    JavaRDD<Integer> numbers = pool.context().parallelize(NUMBERS, 10);
    JavaRDD<Integer> balanced =
        balanced(numbers, pool.members(), List.of(4.0, 4.0, 2.0), List.of(4, 2, 1));
    // Slots of speed 1, 2 and 2: partitions of 70 elements, one for each unit of speed.
    assertThat(balanced.glom().collect())
        .extracting(List::size)
        .containsExactly(70, 70, 70, 70, 140, 140, 140);
    assertThat(counts(balanced)).containsExactly(280, 280, 140);
    assertThat(balanced.toDebugString()).doesNotContain("Shuffled");
  }

  @Test
  void tooFewPartitionsAreCutFinerFirst() {
    JavaRDD<Integer> balanced =
        balanced(pool.context().parallelize(NUMBERS, 2), pool.members(), SPEEDS, ONE_EACH);
    assertThat(balanced.getNumPartitions()).isEqualTo(3);
    assertThat(balanced.collect()).containsExactlyInAnyOrderElementsOf(NUMBERS);
  }

  @Test
  void cachedPartitionsStayWhereTheyAreWhenQuotasChange() {
    JavaRDD<Integer> cached =
        pool.context().parallelize(NUMBERS, 70).mapPartitions(BalanceTest::home).cache();
    balanced(cached, pool.members(), SPEEDS, ONE_EACH).count();
    List<Tuple2<Integer, Integer>> seen =
        balanced(cached, pool.members(), List.of(3.0, 3.0, 1.0), ONE_EACH)
            .map(home -> new Tuple2<>(home, Integer.parseInt(SparkEnv.get().executorId())))
            .collect();
    long moved = seen.stream().filter(pair -> !pair._1().equals(pair._2())).count();
    assertThat(seen).hasSize(700);
    assertThat(moved).isEqualTo(100);
  }

  private static java.util.Iterator<Integer> home(java.util.Iterator<Integer> part) {
    int executor = Integer.parseInt(SparkEnv.get().executorId());
    List<Integer> homes = new java.util.ArrayList<>();
    part.forEachRemaining(element -> homes.add(executor));
    return homes.iterator();
  }

  @Test
  void quotasOfAnotherSumAreRefused() {
    JavaRDD<Integer> numbers = pool.context().parallelize(NUMBERS, 10);
    QuotaCoalescer coalescer = new QuotaCoalescer(pool.members(), List.of(1, 2, 3));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> coalescer.coalesce(3, numbers.rdd()))
        .withMessage("the quotas [1, 2, 3] add up to 6, but there are 10 partitions");
  }

  @Test
  void everyExecutorRunsItsTask() {
    Map<String, String> answers =
        ExecutorTasks.onEach(
            pool.context().sc(),
            pool.members(),
            "question",
            executor -> SparkEnv.get().executorId());
    assertThat(answers).hasSize(3).allSatisfy((asked, was) -> assertThat(was).isEqualTo(asked));
  }

  @Test
  void anExecutorOnWhichATaskFailsIsLeftOutByName() {
    String victim = pool.members().get(1).executorId();
    try (CapturedLog log = CapturedLog.start(ExecutorTasks.class.getName())) {
      Map<String, String> answers =
          ExecutorTasks.onEach(
              pool.context().sc(),
              pool.members(),
              "profile",
              executor -> failing(executor, victim));
      assertThat(answers).hasSize(2).doesNotContainKey(victim);
      assertThat(log.lines())
          .contains(
              "WARN: executor %s is left out: its profile failed: java.io.IOException: no such mount"
                  .formatted(victim));
    }
  }

  @Test
  void aTaskThatFailsEverywhereSaysWhy() {
    assertThatExceptionOfType(NoExecutorException.class)
        .isThrownBy(
            () ->
                ExecutorTasks.onEach(
                    pool.context().sc(),
                    pool.members(),
                    "profile",
                    executor -> failing(executor, executor)))
        .withMessage("the profile failed on every executor: java.io.IOException: no such mount");
  }

  /** Were it to end first, Spark would stop the task that works. */
  @Test
  void aCopyOfATaskThatFindsItsShareTakenWaitsUntilItIsStopped() throws Exception {
    Member here = new Member(SparkEnv.get().executorId(), "host", 1, Map.of());
    JavaRDD<Integer> numbers = pool.context().parallelize(NUMBERS, 2);
    DealtRDD<Integer> dealt =
        new DealtRDD<>(numbers.rdd(), new Deal(List.of(here), List.of(List.of(1))));
    Partition slot = dealt.getPartitions()[0];
    assertThat(dealt.compute(slot, attempt(0)).hasNext()).isTrue();
    assertThat(dealt.compute(slot, attempt(0)).hasNext()).as("misplaced").isFalse();
    assertThat(dealt.compute(slot, attempt(1)).hasNext()).as("run again").isFalse();
    SparkEnv.get().conf().set("spark.speculation", "true");
    TaskContextImpl copy = attempt(1);
    CompletableFuture<Boolean> found =
        CompletableFuture.supplyAsync(() -> dealt.compute(slot, copy).hasNext());
    assertThatExceptionOfType(TimeoutException.class)
        .isThrownBy(() -> found.get(300, TimeUnit.MILLISECONDS));
    copy.markInterrupted("the original has ended");
    assertThat(found.get(TimeLimit.GENEROUS.toSeconds(), TimeUnit.SECONDS)).isFalse();
    SparkEnv.get().conf().remove("spark.speculation");
  }

  private static TaskContextImpl attempt(int number) {
    return new TaskContextImpl(
        0, 0, 0, 0, number, 1, null, new Properties(), null, null, 1, Map$.MODULE$.empty());
  }

  private static String failing(String executor, String victim) throws IOException {
    if (executor.equals(victim)) {
      throw new IOException("no such mount");
    }
    return executor;
  }

  /** Elements on each executor, in the members' order. */
  private static List<Integer> counts(JavaRDD<Integer> rdd) {
    Map<String, Integer> counts = new TreeMap<>();
    rdd.map(element -> SparkEnv.get().executorId())
        .collect()
        .forEach(executor -> counts.merge(executor, 1, Integer::sum));
    return pool.members().stream().map(Member::executorId).map(counts::get).toList();
  }
}
