package org.paceline.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.roster.NoExecutorException;
import org.paceline.round.Patience;
import org.paceline.testing.TimeLimit;

/**
 * What a training makes of executors that die, hang, slow down, join or talk nonsense. The cases
 * that take long run by {@code bin/paceline chaos} only.
 */
@Tag("chaos")
class ExecutorChaosTest {

  @Test
  void anExecutorKilledInARoundIsReplacedAndNothingIsLost() {
    try (Chaos chaos = Chaos.on(3).training(3, "equal")) {
      chaos.hook(new Shell(chaos.id(1), 2, "kill -KILL %d"));
      TrainingOutcome outcome = chaos.train();
      assertExact(outcome, chaos);
      RoundRecord hit = first(chaos, r -> !r.lost().isEmpty());
      assertThat(hit.lost()).containsExactly(chaos.id(1));
      assertThat(hit.quotas().get(1)).isPositive();
      assertThat(hit.trained().get(1)).isZero();
      // Who is dealt a share again after its death is lost again.
      assertThat(chaos.rounds().stream().flatMap(r -> r.lost().stream()))
          .containsExactly(chaos.id(1));
      assertThat(chaos.log()).contains("WARN: executor " + chaos.id(1) + " on 127.0.0.1 is lost");
    }
  }

  @Test
  @Tag("slow")
  void anExecutorKilledBetweenRoundsIsMissedInNone() {
    try (Chaos chaos = Chaos.on(3)) {
      chaos.after(1, chaos.signal("KILL", 0));
      TrainingOutcome outcome = chaos.train();
      assertExact(outcome, chaos);
      assertThat(chaos.log()).anyMatch(line -> line.contains("executor " + chaos.id(0)));
      int trained = chaos.rounds().stream().mapToInt(r -> r.trained().get(1)).sum();
      assertThat(trained).isGreaterThan(2 * Chaos.BLOCKS / 3);
    }
  }

  @Test
  @Tag("slow")
  void twoExecutorsKilledAtOnceLeaveTheThirdToGoOn() {
    try (Chaos chaos = Chaos.on(3)) {
      chaos
          .hook(new Shell(chaos.id(0), 2, "kill -KILL %d"))
          .hook(new Shell(chaos.id(2), 2, "kill -KILL %d"));
      TrainingOutcome outcome = chaos.train();
      assertExact(outcome, chaos);
      assertThat(chaos.rounds().stream().flatMap(r -> r.lost().stream()))
          .containsExactlyInAnyOrder(chaos.id(0), chaos.id(2));
      RoundRecord hit = first(chaos, r -> !r.lost().isEmpty());
      assertThat(chaos.rounds().get(hit.round() + 1).quotas().get(1)).isPositive();
    }
  }

  @Test
  @Tag("slow")
  void anExecutorStoppedFor30SecondsIsNotWaitedForAndComesBack(@TempDir Path folder) {
    Path sign = folder.resolve("goes on");
    String stop = "kill -STOP %1$d; sleep 30; kill -CONT %1$d; touch '" + sign + "'";
    try (Chaos chaos = Chaos.on(3).training(12, "proportional")) {
      chaos.hook(new Shell(chaos.id(2), 4, stop));
      chaos.after(9, () -> await().atMost(TimeLimit.GENEROUS).until(() -> Files.exists(sign)));
      TrainingOutcome outcome = chaos.train();
      assertExact(outcome, chaos);
      RoundRecord hit = first(chaos, r -> !r.late().isEmpty());
      assertThat(hit.late()).containsExactly(chaos.id(2));
      assertThat(hit.trained().get(2)).isZero();
      assertThat(chaos.rounds().get(hit.round() + 1).quotas().get(2)).isZero();
      assertThat(last(chaos).trained().get(2)).isPositive();
      assertThat(chaos.log())
          .contains("WARN: executor " + chaos.id(2) + " is late; the round goes on without it");
      assertThat(chaos.rounds()).allSatisfy(r -> assertThat(r.lost()).isEmpty());
    }
  }

  @Test
  @Tag("slow")
  void quotasFollowAWorkerThatIsCutToAQuarterAndComesBack() {
    try (Chaos chaos = Chaos.on(List.of(0.6, 0.6)).atFullSpeed(30, "proportional")) {
      Assumptions.assumeTrue(
          chaos.cluster().limiter().startsWith("cgroup"), "shares change by control groups only");
      chaos.cluster().limit();
      chaos.after(9, () -> chaos.cluster().limit(0, 0.15));
      chaos.after(19, () -> chaos.cluster().limit(0, 0.6));
      TrainingOutcome outcome = chaos.train();
      assertExact(outcome, chaos);
      double before = median(chaos, 4, 10);
      // The round of the cut is round 10; two rounds show it, and the next is planned with it.
      double followed = median(chaos, 12, 15);
      double cut = median(chaos, 14, 20);
      double after = median(chaos, 24, 30);
      assertThat(followed).isLessThan(0.9 * before);
      assertThat(cut).isLessThan(0.8 * before);
      assertThat(after).isGreaterThan(1.1 * cut);
      assertThat(outcome.movedBytes()).isPositive();
    }
  }

  private static double median(Chaos chaos, int from, int to) {
    double[] quotas =
        chaos.rounds().subList(from, to).stream()
            .mapToDouble(r -> (double) r.quotas().get(0) / (r.quotas().get(0) + r.quotas().get(1)))
            .sorted()
            .toArray();
    return quotas[quotas.length / 2];
  }

  @Test
  @Tag("slow")
  void anExecutorThatIsAddedTrainsFromTheRoundAfterItsTrial() {
    try (Chaos chaos = Chaos.on(2).training(4, "equal")) {
      chaos.join(1.0);
      TrainingOutcome outcome = chaos.train();
      assertExact(outcome, chaos);
      assertThat(chaos.rounds().get(1).quotas()).hasSize(2);
      assertThat(last(chaos).quotas()).hasSize(3);
      assertThat(last(chaos).trained().get(2)).isPositive();
      assertThat(chaos.log()).anyMatch(line -> line.contains(" joins with "));
    }
  }

  @Test
  @Tag("slow")
  void aSplitWithoutAPartForANewcomerLeavesItOut() {
    try (Chaos chaos = Chaos.on(2).training(4, "2:1")) {
      chaos.join(1.0);
      TrainingOutcome outcome = chaos.train();
      assertExact(outcome, chaos);
      assertThat(last(chaos).quotas()).hasSize(2);
      assertThat(chaos.log())
          .anyMatch(line -> line.endsWith(" takes no part yet: the split has 2 parts only"));
    }
  }

  @Test
  void rubbishAndRepeatedResultsAreDroppedByName() {
    try (Chaos chaos = Chaos.on(3).training(2, "equal")) {
      chaos.hook(new Poison(chaos.id(1), 2, Float.NaN)).hook(new Poison(chaos.id(2), 4, 1e4f));
      chaos.wire(Twice::new);
      TrainingOutcome outcome = chaos.train();
      assertExact(outcome, chaos);
      List<String> dropped = chaos.rounds().stream().flatMap(r -> r.dropped().stream()).toList();
      assertThat(dropped).contains(chaos.id(1), chaos.id(2)).doesNotContain(chaos.id(0));
      assertThat(chaos.log())
          .contains("WARN: the result of executor " + chaos.id(1) + " is dropped: its loss is NaN")
          .anyMatch(line -> line.matches(explosion(chaos.id(2))))
          // Which of them does depends on who is the last in a round.
          .anyMatch(line -> line.endsWith(" brought its result twice; it counts once"));
    }
  }

  private static String explosion(String executor) {
    return "WARN: the result of executor "
        + executor
        + " is dropped: its parameters moved \\S+ a step, usual is \\S+";
  }

  @Test
  @Tag("slow")
  void anExecutorThatOnlyBringsRubbishTakesNoPartAnyMore() {
    try (Chaos chaos = Chaos.on(3).training(2, "equal")) {
      chaos.hook(new Poison(chaos.id(0), Poison.ALWAYS, Float.NaN));
      TrainingOutcome outcome = chaos.train();
      assertExact(outcome, chaos);
      assertThat(last(chaos).quotas().get(0)).isZero();
      assertThat(chaos.log())
          .contains(
              "ERROR: executor "
                  + chaos.id(0)
                  + " brought a bad result 3 times in a row and takes no part any more");
    }
  }

  @Test
  @Tag("slow")
  void theRunStopsWhenNoExecutorIsLeftAndNoneComesInTime() {
    try (Chaos chaos = Chaos.on(2).options(o -> o.waiting(Patience.USUAL, Duration.ofSeconds(1)))) {
      chaos.after(1, () -> Chaos.processes().forEach(ProcessHandle::destroyForcibly));
      assertThatExceptionOfType(NoExecutorException.class)
          .isThrownBy(chaos::train)
          .withMessage("no executor is left to train on, and none came within 1 s");
    }
  }

  private static RoundRecord first(Chaos chaos, Predicate<RoundRecord> wanted) {
    return chaos.rounds().stream().filter(wanted).findFirst().orElseThrow();
  }

  private static RoundRecord last(Chaos chaos) {
    return chaos.rounds().get(chaos.rounds().size() - 1);
  }

  private static void assertExact(TrainingOutcome outcome, Chaos chaos) {
    assertThat(outcome.epochsExact()).isNotEmpty().containsOnly(true);
    assertThat(outcome.examples()).isEqualTo(outcome.examplesPerEpoch() * outcome.epochs().size());
    assertThat(outcome.state().finite()).isTrue();
  }
}
