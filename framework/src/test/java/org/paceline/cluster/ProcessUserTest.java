package org.paceline.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.security.UserGroupInformation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.paceline.partition.ExecutorTasks;
import org.paceline.testing.TestPool;

/** A user of whom the system knows a number only. */
class ProcessUserTest {

  private final String name = System.getProperty("user.name");

  @AfterEach
  void remember() {
    System.setProperty("user.name", name);
  }

  @Test
  void aUserWithANameKeepsIt() {
    System.setProperty("user.name", "ada");
    assertThat(ProcessUser.substitute()).isEmpty();
  }

  @Test
  void executorsOfAUserWithoutANameGoByItsNumber() throws Exception {
    String number = String.valueOf(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    System.setProperty("user.name", "?");
    assertThat(ProcessUser.substitute()).contains(number);
    try (TestPool pool = new TestPool(EmbeddedCluster.start(List.of(0.5)))) {
      assertThat(
              ExecutorTasks.onEach(
                      pool.context().sc(),
                      pool.members(),
                      "user",
                      executor -> UserGroupInformation.getLoginUser().getUserName())
                  .values())
          .containsExactly(number);
    }
  }
}
