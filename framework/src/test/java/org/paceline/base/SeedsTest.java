package org.paceline.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SeedsTest {

  @Test
  void theFirstPositionIsTheFirstValueOfSplitMix64() {
    assertThat(Seeds.mix(0, 0)).isEqualTo(0xe220a8397b1dcdafL);
    SplittableRandom seeds = new SplittableRandom(1);
    for (int i = 0; i < 100; i++) {
      long seed = seeds.nextLong();
      assertThat(Seeds.mix(seed, 0)).isEqualTo(new SplittableRandom(seed).nextLong());
    }
  }

  @Test
  void theSamePositionsGiveTheSameSeed() {
    assertThat(Seeds.mix(5, 1, 2, 3)).isEqualTo(Seeds.mix(5, 1, 2, 3));
  }

  @Test
  void withoutPositionsTheSeedStays() {
    assertThat(Seeds.mix(42)).isEqualTo(42);
  }

  @Test
  void theOrderOfPositionsMatters() {
    assertThat(Seeds.mix(5, 1, 2)).isNotEqualTo(Seeds.mix(5, 2, 1));
    assertThat(Seeds.mix(5, 0)).isNotEqualTo(Seeds.mix(5, 0, 0));
  }

  @Test
  void epochsRoundsAndWorkersOfNeighbouringSeedsNeverShareASeed() {
    Set<Long> seen = new HashSet<>();
    for (int seed = 0; seed < 10; seed++) {
      for (int epoch = 0; epoch < 20; epoch++) {
        for (int round = 0; round < 50; round++) {
          for (int worker = 0; worker < 10; worker++) {
            seen.add(Seeds.mix(seed, epoch, round, worker));
          }
        }
      }
    }
    assertThat(seen).hasSize(10 * 20 * 50 * 10);
  }

  @Test
  void neighbouringPositionsDifferInAboutHalfTheirBits() {
    long bits = 0;
    for (int position = 0; position < 1000; position++) {
      bits += Long.bitCount(Seeds.mix(9, position) ^ Seeds.mix(9, position + 1));
    }
    assertThat(bits / 1000.0).isBetween(31.0, 33.0);
  }
}
