package org.paceline.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.paceline.data.DataException;
import org.paceline.exchange.NetworkState;
import org.paceline.ledger.Ledger;
import org.paceline.model.Counts;
import org.paceline.partition.Arrivals.Arrival;
import org.paceline.partition.RoundCollector.Collected;
import org.paceline.partition.Unreadable;
import org.paceline.pool.Pool;
import org.paceline.pool.PoolWorker;
import org.paceline.pool.SecondOpinion;
import org.paceline.profile.Device;
import org.paceline.profile.DeviceRequest;
import org.paceline.profile.Eligibility;
import org.paceline.profile.MachineProfile;
import org.paceline.profile.MachineProfiler;
import org.paceline.roster.Member;
import org.paceline.speed.Speed;
import org.paceline.speed.SpeedGrade;

class SieveTest {

  private static final MachineProfile HERE = new MachineProfiler().detect();
  private static final NetworkState BEFORE = state(1);

  private final Pool pool =
      new Pool(new ArrayList<>(List.of(worker("a"), worker("b"), worker("c"))));
  private final Ledger ledger = new Ledger(10, 1);
  private final Set<Integer> torn = new HashSet<>();
  private final List<String> asked = new ArrayList<>();
  private final Sieve sieve =
      new Sieve(
          new SecondOpinion(
              (member, block) -> {
                asked.add(member.executorId());
                return !torn.contains(block);
              }));

  private static PoolWorker worker(String id) {
    Eligibility judged = Eligibility.of(HERE, DeviceRequest.CPU, Device.CPU);
    Speed speed = new Speed(100, 0, SpeedGrade.TRIAL);
    return new PoolWorker(new Member(id, "host", 1, Map.of()), HERE, judged, speed);
  }

  private static NetworkState state(float value) {
    return new NetworkState(new float[] {value}, new float[0], new Counts(0, 0, 0));
  }

  private static RoundResult trained(String executor, int steps) {
    return new RoundResult(
        executor,
        List.of(),
        steps,
        steps,
        state(1 + steps),
        1,
        1,
        1,
        Double.NaN,
        "",
        null,
        Stamps.NONE);
  }

  private static RoundResult unreadable(String executor, int block) {
    NetworkState nothing = new NetworkState(new float[0], new float[0], new Counts(0, 0, 0));
    return new RoundResult(
        executor,
        List.of(),
        0,
        0,
        nothing,
        0,
        0,
        0,
        Double.NaN,
        "it is gone",
        new Unreadable(block, "it is gone"),
        Stamps.NONE);
  }

  private Sieve.Sifted sift(RoundResult... results) {
    List<Arrival<RoundResult>> arrivals = new ArrayList<>();
    for (RoundResult result : results) {
      arrivals.add(new Arrival<>(result, 1));
    }
    return sieve.sift(
        new Collected<>(arrivals, List.of(), List.of(), List.of(), List.of()),
        pool,
        ledger,
        BEFORE,
        0);
  }

  @Test
  void whoIsBackInTimeWithNothingIsToldApart() {
    Sieve.Sifted sifted = sift(trained("c", 2), trained("b", 0), trained("a", 3));
    assertThat(sifted.results()).extracting(RoundResult::executorId).containsExactly("a", "c");
    assertThat(sifted.idle()).containsExactly("b");
    assertThat(sifted.dropped()).isEmpty();
  }

  @Test
  void whoAloneCannotReadIsPutOut() {
    Sieve.Sifted sifted = sift(unreadable("b", 4), trained("c", 3));
    assertThat(sifted.dropped()).containsExactly("b");
    assertThat(asked).as("one that could read its own").containsExactly("c");
    assertThat(pool.ready(executor -> false)).containsExactly(0, 2);
    assertThat(pool.at(1).expelled()).isTrue();
  }

  @Test
  void whereASecondOneCannotReadTheSameBlockTheDataIsBadAndNobodyElseIsPutOut() {
    torn.addAll(List.of(1, 2, 3));
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> sift(unreadable("a", 1), unreadable("b", 2), unreadable("c", 3)))
        .withMessage("executors a and b cannot read the same data: it is gone");
    assertThat(pool.ready(executor -> false)).containsExactly(1, 2);
  }

  @Test
  void whereNobodyIsLeftToReadTheDataIsBad() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> sift(unreadable("a", 1), unreadable("b", 2), unreadable("c", 3)))
        .withMessageStartingWith("no executor is left that can read the data");
  }

  @Test
  void badResultsAreADivergenceOnlyWhereNobodysIsMissing() {
    RoundResult bad =
        new RoundResult(
            "a", List.of(), 1, 1, state(2), Double.NaN, 1, 1, Double.NaN, "", null, Stamps.NONE);
    List<Arrival<RoundResult>> one = List.of(new Arrival<>(bad, 1));
    Collected<RoundResult> others =
        new Collected<>(one, List.of(), List.of(), List.of("b"), List.of());
    assertThat(sieve.sift(others, pool, ledger, BEFORE, 0).dropped()).containsExactly("a");
    Collected<RoundResult> alone = new Collected<>(one, List.of(), List.of(), List.of(), List.of());
    assertThatExceptionOfType(DivergedException.class)
        .isThrownBy(() -> sieve.sift(alone, pool, ledger, BEFORE, 1));
  }
}
