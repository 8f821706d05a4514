package org.paceline.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.paceline.data.DataException;
import org.paceline.testing.TimeLimit;

class AheadTest {

  @Test
  void elementsComeInTheOrderOfTheSource() {
    List<Integer> seen = new ArrayList<>();
    new Ahead<>(List.of(3, 1, 2).iterator()).forEachRemaining(seen::add);
    assertThat(seen).containsExactly(3, 1, 2);
  }

  @Test
  void theNextElementIsPreparedWhileTheLastIsInUse() throws InterruptedException {
    CountDownLatch second = new CountDownLatch(2);
    Iterator<Integer> source = Stream.of(1, 2, 3).peek(i -> second.countDown()).iterator();
    Ahead<Integer> ahead = new Ahead<>(source);
    assertThat(ahead.next()).isEqualTo(1);
    assertThat(second.await(TimeLimit.GENEROUS.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void whatTheSourceThrowsReachesTheUser() {
    Iterator<Integer> source =
        Stream.of(1)
            .<Integer>map(
                i -> {
                  throw new DataException("unreadable");
                })
            .iterator();
    assertThatThrownBy(() -> new Ahead<>(source).hasNext())
        .isInstanceOf(DataException.class)
        .hasMessage("unreadable");
  }

  @Test
  void anEmptySourceHasNothing() {
    Ahead<Integer> ahead = new Ahead<>(List.<Integer>of().iterator());
    assertThat(ahead.hasNext()).isFalse();
    assertThatThrownBy(ahead::next).isInstanceOf(NoSuchElementException.class);
  }
}
