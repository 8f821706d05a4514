package org.paceline.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.security.UserGroupInformation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.paceline.testing.Children;

/** A user of whom the system knows a number only. */
class ProcessUserTest {

  private final String name = System.getProperty("user.name");

  @AfterEach
  void remember() {
    System.setProperty("user.name", name);
  }

  @Test
  void aUserWithANameKeepsIt() throws IOException {
    System.setProperty("user.name", "ada");
    assertThat(ProcessUser.substitute()).isEmpty();
    assertThat(start()).isEqualTo(name + "\n");
  }

  @Test
  void processesOfAUserWithoutANameGoByItsNumber() throws IOException {
    String number = String.valueOf(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    System.setProperty("user.name", "?");
    assertThat(ProcessUser.substitute()).contains(number);
    assertThat(start()).isEqualTo(number + "\n");
  }

  /** Starts a process of an embedded cluster, such as an executor. */
  private static String start() throws IOException {
    Workspace workspace = Workspace.create();
    Path said = workspace.log("said");
    try {
      List<String> command = new ArrayList<>(workspace.java());
      command.add(Executor.class.getName());
      ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(said.toFile());
      Children.awaitEnd(Children.start("executor", builder, said));
      return Files.readString(said, StandardCharsets.UTF_8);
    } finally {
      Janitor.delete(workspace.root());
    }
  }

  /** A main class that knows nothing of all this, as Spark's. */
  static final class Executor {

    private Executor() {}

    public static void main(String[] args) throws IOException {
      System.out.println(UserGroupInformation.getLoginUser().getUserName());
    }
  }
}
