package org.paceline.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.security.UserGroupInformation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.testing.Children;

/** A user of whom the system knows a number only. */
class ProcessUserTest {

  @TempDir private Path folder;
  private final String name = System.getProperty("user.name");
  private final String home = System.getProperty("user.home");

  @AfterEach
  void remember() {
    System.setProperty("user.name", name);
    System.setProperty("user.home", home);
  }

  @Test
  void aUserWithANameKeepsIt() throws IOException {
    System.setProperty("user.name", "ada");
    assertThat(ProcessUser.options(folder)).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void processesOfAUserWithoutANameGoByItsNumberAndHaveAHome() throws IOException {
    assumeTrue(System.getenv("HADOOP_USER_NAME") == null);
    System.setProperty("user.name", "?");
    System.setProperty("user.home", folder.toString());
    String number = String.valueOf(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    assertThat(start()).isEqualTo(number + " " + folder + "\n");
  }

  @Test
  void anOptionEndsAtTheEqualsSign() throws IOException {
    System.setProperty("user.name", "?");
    Path odd = Files.createDirectory(folder.resolve("a=b"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProcessUser.options(odd))
        .withMessageEndingWith("must have no '=' in its path, not " + odd);
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
      String user = UserGroupInformation.getLoginUser().getUserName();
      System.out.println(user + " " + System.getProperty("user.home"));
    }
  }
}
