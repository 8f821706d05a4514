package org.paceline.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.spark.scheduler.ExecutorCacheTaskLocation;
import org.apache.spark.scheduler.TaskLocation$;
import org.junit.jupiter.api.Test;

class MemberTest {

  @Test
  void aLocationLeadsToTheExecutorWhateverItsHostIsCalled() {
    assertThat(executorAt("node-7")).isEqualTo("12");
    assertThat(executorAt("lab_pc_3")).isEqualTo("12");
    assertThat(executorAt("10.0.0.7")).isEqualTo("12");
  }

  private static String executorAt(String host) {
    String location = new Member("12", host, 1, Map.of()).location();
    return ((ExecutorCacheTaskLocation) TaskLocation$.MODULE$.apply(location)).executorId();
  }

  @Test
  void itsCacheIsKnownByItsHostsRealName() {
    Member member = new Member("12", "lab_pc_3", 1, Map.of());
    assertThat(member.cacheLocation())
        .isEqualTo(new ExecutorCacheTaskLocation("lab_pc_3", "12").toString());
  }

  @Test
  void aTaskOfSeveralCoresTakesSeveral() {
    Member member = new Member("12", "host", 8, Map.of());
    assertThat(member.slots(1, 0)).isEqualTo(8);
    assertThat(member.slots(3, 0)).isEqualTo(2);
    assertThat(member.slots(16, 0)).isEqualTo(1);
    Member carded = new Member("1", "host", 16, Map.of(), List.of("0", "1"));
    assertThat(carded.slots(1, 1)).as("a card each").isEqualTo(2);
    assertThat(carded.slots(1, 0.25)).isEqualTo(8);
    assertThat(carded.slots(1, 0.4)).as("two a card").isEqualTo(4);
    assertThat(carded.slots(8, 0.25)).isEqualTo(2);
  }
}
