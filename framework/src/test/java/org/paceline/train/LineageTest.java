package org.paceline.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LineageTest {

  /** Executors of a resumed run have the numbers of those before. */
  @Test
  void kernelsOfEveryRunStayWhenItIsResumedTwice() {
    Map<String, String> second = new HashMap<>(Lineage.earlier(Map.of("0", "a", "1", "b")));
    assertThat(second).isEqualTo(Map.of("run 1/0", "a", "run 1/1", "b"));
    second.put("0", "c");
    assertThat(Lineage.earlier(second))
        .isEqualTo(Map.of("run 1/0", "a", "run 1/1", "b", "run 2/0", "c"));
  }
}
