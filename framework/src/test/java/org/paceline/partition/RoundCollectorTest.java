package org.paceline.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.paceline.partition.RoundCollector.Collected;
import org.paceline.roster.Attendance;
import org.paceline.roster.Member;
import org.paceline.testing.TimeLimit;

class RoundCollectorTest {

  private static final Deal DEAL =
      new Deal(
          List.of(member("a"), member("b"), member("c")),
          List.of(List.of(0), List.of(1), List.of(2)));

  private static Member member(String id) {
    return new Member(id, "host", 1, Map.of());
  }

  /** Results that arrive at once; then the job is over, goes on for ever, or fails. */
  private static final class Scripted implements Arrivals<String> {

    private final Deque<String> results;
    private final boolean ends;
    private final boolean fails;
    private boolean cancelled;

    Scripted(boolean ends, boolean fails, String... results) {
      this.results = new ArrayDeque<>(List.of(results));
      this.ends = ends;
      this.fails = fails;
    }

    @Override
    public Optional<Arrival<String>> next(Duration patience) {
      if (results.isEmpty() && fails) {
        throw new TaskFailedException(new IllegalStateException("bad data"));
      }
      return Optional.ofNullable(results.poll()).map(result -> new Arrival<>(result, 0.1));
    }

    @Override
    public boolean over() {
      return results.isEmpty() && (ends || fails);
    }

    @Override
    public void cancel() {
      cancelled = true;
    }
  }

  private static Attendance without(String dead) {
    return new Attendance() {
      @Override
      public boolean alive(String executor) {
        return !executor.equals(dead);
      }

      @Override
      public Tasks tasks(String executor) {
        return new Tasks(7, 6);
      }
    };
  }

  private static Collected<String> collect(Scripted results, String dead) {
    return RoundCollector.collect(
        results, DEAL, result -> result, without(dead), Limit.of(Duration.ofMillis(300)));
  }

  @Test
  void itEndsWhenEveryExecutorBroughtItsResult() {
    Collected<String> all = collect(new Scripted(false, false, "b", "a", "c"), "");
    assertThat(all.arrivals()).extracting(Arrivals.Arrival::result).containsExactly("b", "a", "c");
    assertThat(all.lost()).isEmpty();
    assertThat(all.late()).isEmpty();
  }

  @Test
  void aLostExecutorIsNotWaitedFor() {
    Scripted results = new Scripted(false, false, "a", "c");
    Collected<String> rest = collect(results, "b");
    assertThat(rest.lost()).containsExactly("b");
    assertThat(rest.late()).isEmpty();
    assertThat(results.cancelled).isTrue();
  }

  @Test
  void whoIsNotBackAtTheLimitIsLateAndItsTaskIsToldToStop() {
    Scripted results = new Scripted(false, false, "a");
    Collected<String> rest = collect(results, "");
    assertThat(rest.arrivals()).hasSize(1);
    assertThat(rest.late()).containsExactly("b", "c");
    assertThat(results.cancelled).isTrue();
  }

  @Test
  void onceHalfAreBackTheOthersAreNotWaitedForForEver() {
    Limit limit = new Stragglers(Duration.ofMillis(200), 3);
    Collected<String> rest =
        RoundCollector.collect(
            new Scripted(false, false, "c", "a"), DEAL, result -> result, without(""), limit);
    assertThat(rest.late()).containsExactly("b");
  }

  /** Or a limit that waits for half of all would wait for them. */
  @Test
  void theLostAreNotWaitedForByTheLimitEither() {
    Limit limit = (arrived, expected) -> expected == 2 ? 0.2 : Double.POSITIVE_INFINITY;
    Collected<String> rest =
        RoundCollector.collect(
            new Scripted(false, false, "c"), DEAL, result -> result, without("b"), limit);
    assertThat(rest.lost()).containsExactly("b");
    assertThat(rest.late()).containsExactly("a");
  }

  @Test
  void aResultThatComesAgainIsSetAside() {
    Collected<String> all = collect(new Scripted(false, false, "a", "a", "b", "c"), "");
    assertThat(all.arrivals()).extracting(Arrivals.Arrival::result).containsExactly("a", "b", "c");
    assertThat(all.repeated()).containsExactly("a");
  }

  @Test
  void whoWasPassedOverByAJobThatIsOverIsNeitherLostNorLate() {
    Collected<String> some = collect(new Scripted(true, false, "a", "b"), "");
    assertThat(some.arrivals()).hasSize(2);
    assertThat(some.lost()).isEmpty();
    assertThat(some.late()).isEmpty();
    assertThat(some.empty()).containsExactly("c");
  }

  /** Its task failed, and Spark has another executor run it, which has nothing to do for it. */
  @Test
  void whoHasStoppedWorkingWithoutAResultIsNotWaitedFor() {
    AtomicInteger looks = new AtomicInteger();
    Attendance stops =
        new Attendance() {
          @Override
          public boolean alive(String executor) {
            return true;
          }

          @Override
          public Tasks tasks(String executor) {
            return looks.incrementAndGet() < 4 ? new Tasks(7, 7) : new Tasks(8, 8);
          }
        };
    Scripted results = new Scripted(false, false, "a", "b");
    Collected<String> some =
        RoundCollector.collect(
            results, DEAL, result -> result, stops, Limit.of(TimeLimit.GENEROUS));
    assertThat(some.arrivals()).hasSize(2);
    assertThat(some.lost()).isEmpty();
    assertThat(some.late()).isEmpty();
    assertThat(some.empty()).containsExactly("c");
    assertThat(results.cancelled).isTrue();
  }

  @Test
  void whoHasNotBegunYetIsWaitedFor() {
    Attendance waits =
        new Attendance() {
          @Override
          public boolean alive(String executor) {
            return true;
          }

          @Override
          public Tasks tasks(String executor) {
            return new Tasks(7, 7);
          }
        };
    Collected<String> some =
        RoundCollector.collect(
            new Scripted(false, false, "a", "b"),
            DEAL,
            result -> result,
            waits,
            Limit.of(Duration.ofMillis(2500)));
    assertThat(some.late()).containsExactly("c");
  }

  @Test
  void anInterruptionEndsTheWork() {
    Scripted results = new Scripted(false, false, "a");
    Thread.currentThread().interrupt();
    try {
      assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> collect(results, ""));
    } finally {
      Thread.interrupted();
    }
    assertThat(results.cancelled).isTrue();
  }

  @Test
  void whoDiesWhileTheJobEndsIsLost() {
    assertThat(collect(new Scripted(true, false, "a", "b"), "c").lost()).containsExactly("c");
  }

  @Test
  void aFailureOfTheWorkItselfIsPassedOn() {
    assertThatExceptionOfType(TaskFailedException.class)
        .isThrownBy(() -> collect(new Scripted(false, true, "a"), ""))
        .withMessage("bad data");
  }
}
