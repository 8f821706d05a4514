package org.paceline.benchmarks.cifar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.paceline.exchange.Averaging;

class ClientsTest {

  @Test
  void equalPartsAreEvenAndHaveEveryBlockOnce() {
    Clients clients = Clients.equal(3, 782, 1);
    assertThat(clients.blocks()).extracting(List::size).containsExactly(260, 261, 261);
    assertThat(clients.blocks().stream().flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 782).boxed().toList());
  }

  @Test
  void aClientTrainsAllItsBlocksInEachPassInAnotherOrder() {
    Clients clients = Clients.equal(2, 40, 1);
    List<Integer> own = clients.blocks().get(1);
    List<Integer> work = clients.work(1, 5, 3, 9);
    assertThat(work).hasSize(60);
    List<Integer> first = work.subList(0, 20);
    List<Integer> second = work.subList(20, 40);
    assertThat(first).containsExactlyInAnyOrderElementsOf(own).isNotEqualTo(second);
    assertThat(second).containsExactlyInAnyOrderElementsOf(own);
    assertThat(clients.work(1, 5, 3, 9)).isEqualTo(work);
    assertThat(clients.work(1, 6, 3, 9)).isNotEqualTo(work);
  }

  @Test
  void passesAreDrawnFromOneToTheMost() {
    assertThat(IntStream.range(0, 400).map(i -> Clients.passes(i % 8, i / 8, 5, 1)).distinct())
        .containsExactlyInAnyOrder(1, 2, 3, 4, 5);
    assertThat(Clients.passes(3, 4, 1, 1)).isEqualTo(1);
  }

  @Test
  void aClientWithoutABatchIsRefused() {
    assertThatThrownBy(() -> Clients.equal(3, 2, 1))
        .hasMessageStartingWith("every client must have a batch of examples at least");
  }

  /** Two that own as much, of which one trained five times as much. */
  @Test
  void aClientWeighsByWhatItOwnsHoweverOftenItTrainedThat() {
    List<Averaging.Contribution> both =
        List.of(
            new ClientWork(1, List.of()).contribution(640, 10),
            new ClientWork(5, List.of()).contribution(3200, 50));
    assertThat(Averaging.named("examples").weights(both)).containsExactly(0.5, 0.5);
    List<Double> normalized = Averaging.named("normalized").weights(both);
    assertThat(normalized.get(0) / normalized.get(1)).isCloseTo(5, within(1e-9));
  }
}
