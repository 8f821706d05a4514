package org.paceline.partition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.paceline.testing.TestPool;

class ExecutorTasksTest {

  private static final Limit SHORT = new Stragglers(Duration.ofSeconds(2), 10);

  @Test
  void whereItHangsItIsGivenUpAndTheOthersAnswersCount() {
    try (TestPool pool = TestPool.unlimited(2)) {
      String victim = pool.members().get(1).executorId();
      String other = pool.members().get(0).executorId();
      Map<String, String> answers =
          ExecutorTasks.onEach(
              pool.context().sc(),
              pool.members(),
              "sleep",
              executor -> {
                if (executor.equals(victim)) {
                  TimeUnit.DAYS.sleep(1);
                }
                return "awake";
              },
              SHORT);
      assertThat(answers).containsExactly(Map.entry(other, "awake"));
    }
  }
}
