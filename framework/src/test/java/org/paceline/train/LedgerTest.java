package org.paceline.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.paceline.partition.Deal;
import org.paceline.plan.Quotas;
import org.paceline.plan.RatioPlanner;
import org.paceline.plan.WorkerSpeed;
import org.paceline.roster.Member;

class LedgerTest {

  private static final List<Member> MEMBERS = List.of(member("a"), member("b"), member("c"));

  @Test
  void everyBlockIsTrainedOnceWhateverTheQuotas() {
    SplittableRandom random = new SplittableRandom(11);
    Ledger ledger = new Ledger(100, 1);
    for (int epoch = 0; epoch < 20; epoch++) {
      ledger.startEpoch(epoch);
      List<Integer> trained = new ArrayList<>();
      while (ledger.remaining() > 0) {
        int units = Math.min(ledger.remaining(), 1 + random.nextInt(30));
        Deal deal = ledger.deal(MEMBERS, quotas(units, random));
        for (int i = 0; i < MEMBERS.size(); i++) {
          if (random.nextInt(4) > 0) {
            ledger.book(MEMBERS.get(i).executorId(), deal.blocks().get(i));
            trained.addAll(deal.blocks().get(i));
          }
        }
      }
      assertThat(trained).doesNotHaveDuplicates().hasSize(100);
      assertThat(ledger.exact()).isTrue();
    }
  }

  @Test
  void anUnfinishedEpochIsNotExactAndNeitherIsOneWithABlockTwice() {
    Ledger ledger = new Ledger(2, 1);
    ledger.startEpoch(0);
    ledger.book("a", List.of(0));
    assertThat(ledger.exact()).isFalse();
    ledger.book("b", List.of(0, 1));
    assertThat(ledger.remaining()).isZero();
    assertThat(ledger.exact()).isFalse();
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
    return ledger.deal(MEMBERS, ratio(List.of(2.0, 1.0, 1.0), 20)).blocks();
  }

  private static void trainAll(Ledger ledger, int round, List<Double> ratio) {
    while (ledger.remaining() > 0) {
      Deal deal = ledger.deal(MEMBERS, ratio(ratio, Math.min(round, ledger.remaining())));
      IntStream.range(0, 3)
          .forEach(i -> ledger.book(MEMBERS.get(i).executorId(), deal.blocks().get(i)));
    }
  }

  private static Quotas quotas(int units, SplittableRandom random) {
    return ratio(
        List.of(random.nextDouble() + 0.01, random.nextDouble(), random.nextDouble()), units);
  }

  private static Quotas ratio(List<Double> ratio, int units) {
    List<WorkerSpeed> workers =
        MEMBERS.stream().map(member -> WorkerSpeed.of(member.executorId(), 1)).toList();
    return new RatioPlanner(ratio).plan(workers, units);
  }

  private static Member member(String id) {
    return new Member(id, "localhost", 1, Map.of());
  }
}
