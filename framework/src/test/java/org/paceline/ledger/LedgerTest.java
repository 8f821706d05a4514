package org.paceline.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.paceline.plan.RatioPlanner;
import org.paceline.plan.WorkerSpeed;

class LedgerTest {

  private static final int SEATS = 3;

  @Test
  void everyBlockIsTrainedOnceWhateverTheQuotas() {
    SplittableRandom random = new SplittableRandom(11);
    Ledger ledger = new Ledger(100, 1);
    for (int epoch = 0; epoch < 20; epoch++) {
      ledger.startEpoch(epoch);
      List<Integer> trained = new ArrayList<>();
      while (ledger.remaining() > 0) {
        int units = Math.min(ledger.remaining(), 1 + random.nextInt(30));
        List<List<Integer>> shares = ledger.deal(quotas(units, random));
        for (int seat = 0; seat < SEATS; seat++) {
          List<Integer> share = shares.get(seat);
          List<Integer> done = share.subList(0, random.nextInt(share.size() + 1));
          if (random.nextInt(4) > 0) {
            ledger.book(seat, 0, done);
            trained.addAll(done);
          } else {
            ledger.vacate(seat);
          }
        }
      }
      assertThat(trained).doesNotHaveDuplicates().hasSize(100);
      assertThat(ledger.exact()).isTrue();
    }
  }

  @Test
  void anUnfinishedEpochIsNotExactAndABlockIsNeverBookedTwice() {
    Ledger ledger = new Ledger(2, 1);
    ledger.startEpoch(3);
    ledger.book(0, 0, List.of(0));
    assertThat(ledger.exact()).isFalse();
    assertThat(ledger.admits(List.of(1))).isTrue();
    assertThat(ledger.admits(List.of(0, 1))).isFalse();
    assertThatIllegalStateException()
        .isThrownBy(() -> ledger.book(1, 1, List.of(0, 1)))
        .withMessage("seat 1 brings blocks of epoch 3 that were trained before");
    assertThat(ledger.remaining()).isEqualTo(1);
    ledger.book(1, 1, List.of(1));
    assertThat(ledger.exact()).isTrue();
  }

  @Test
  void theHashTellsWhoTrainedWhatInWhichRound() {
    String same = hash(0, 1, 5);
    assertThat(hash(0, 1, 5)).isEqualTo(same).hasSize(64);
    assertThat(hash(1, 0, 5)).isNotEqualTo(same);
    assertThat(hash(0, 1, 6)).isNotEqualTo(same);
  }

  private static String hash(int firstSeat, int secondSeat, int round) {
    Ledger ledger = new Ledger(2, 1);
    ledger.startEpoch(1);
    ledger.book(firstSeat, round, List.of(0));
    ledger.book(secondSeat, round, List.of(1));
    return ledger.hash();
  }

  @Test
  void aLedgerGoesOnFromItsStateAsIfNothingHadHappened() {
    Ledger ledger = new Ledger(50, 4);
    ledger.startEpoch(2);
    List<List<Integer>> first = ledger.deal(List.of(5, 4, 3));
    for (int seat = 0; seat < SEATS; seat++) {
      ledger.book(seat, 7, first.get(seat));
    }
    Ledger resumed = Ledger.of(ledger.state(), 4);
    assertThat(resumed.deal(List.of(2, 9, 9))).isEqualTo(ledger.deal(List.of(2, 9, 9)));
    assertThat(resumed.state()).isEqualTo(ledger.state());
    resumed.startEpoch(3);
    ledger.startEpoch(3);
    assertThat(resumed.deal(List.of(2, 9, 9))).isEqualTo(ledger.deal(List.of(2, 9, 9)));
  }

  @Test
  void aStateThatContradictsItselfIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new LedgerState(1, List.of(0), List.of(2, -1), List.of(0, -1), List.of(2, -1), 0))
        .withMessage(
            "block 0 is to be trained, but the ledger of 2 blocks has it trained or not at all");
  }

  @Test
  void blocksStayWhereTheyWereTrained() {
    Ledger ledger = new Ledger(70, 1);
    for (int epoch = 0; epoch < 3; epoch++) {
      ledger.startEpoch(epoch);
      trainAll(ledger, 35, List.of(4.0, 2.0, 1.0));
    }
    assertThat(ledger.moved()).isZero();
  }

  @Test
  void aChangeOfQuotasMovesOnlyTheDifference() {
    Ledger ledger = new Ledger(70, 1);
    ledger.startEpoch(0);
    trainAll(ledger, 70, List.of(4.0, 2.0, 1.0));
    ledger.startEpoch(1);
    trainAll(ledger, 70, List.of(3.0, 3.0, 1.0));
    assertThat(ledger.moved()).isEqualTo(10);
  }

  @Test
  void epochsDifferAndTheSameSeedGivesTheSameDeal() {
    assertThat(firstDeal(1, 0)).isEqualTo(firstDeal(1, 0));
    assertThat(firstDeal(1, 0)).isNotEqualTo(firstDeal(1, 1));
    assertThat(firstDeal(1, 0)).isNotEqualTo(firstDeal(2, 0));
  }

  private static List<List<Integer>> firstDeal(long seed, int epoch) {
    Ledger ledger = new Ledger(50, seed);
    ledger.startEpoch(epoch);
    return ledger.deal(ratio(List.of(2.0, 1.0, 1.0), 20));
  }

  private static void trainAll(Ledger ledger, int round, List<Double> ratio) {
    while (ledger.remaining() > 0) {
      List<List<Integer>> shares = ledger.deal(ratio(ratio, Math.min(round, ledger.remaining())));
      IntStream.range(0, SEATS).forEach(seat -> ledger.book(seat, 0, shares.get(seat)));
    }
  }

  private static List<Integer> quotas(int units, SplittableRandom random) {
    return ratio(
        List.of(random.nextDouble() + 0.01, random.nextDouble(), random.nextDouble()), units);
  }

  private static List<Integer> ratio(List<Double> ratio, int units) {
    List<WorkerSpeed> workers =
        IntStream.range(0, SEATS).mapToObj(seat -> WorkerSpeed.of("" + seat, 1)).toList();
    return new RatioPlanner(ratio).plan(workers, units).units();
  }
}
