package org.paceline.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.paceline.partition.ExecutorTasks;
import org.paceline.plan.WorkerSpeed;
import org.paceline.roster.Member;
import org.paceline.testing.TimeLimit;
import org.paceline.train.Split;
import picocli.CommandLine.Command;

/** An executor whose virtual machine crashes, and what a job says of it. */
class CrashedExecutorTest {

  private static final Pattern KEPT = Pattern.compile("what it left is in (\\S+\\.log)");

  @Test
  void theCrashIsReportedAndNotWhatFollowsFromIt() throws IOException {
    String message = ended(new Crash(false));
    assertThat(kept(message))
        .content()
        .contains("==> stderr <==", "# A fatal error has been detected", "SIGSEGV")
        .contains("==> hs_err_pid");
  }

  @Test
  @Tag("chaos")
  @Tag("slow")
  void alsoWhenSparkHasPutAnotherInItsPlace() throws IOException {
    kept(ended(new Crash(true)));
  }

  private static String ended(Crash crash) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream errors = new PrintStream(said, true, StandardCharsets.UTF_8);
    ExitCode code = JobMain.execute(crash, errors, "--workers", "0.5,0.5");
    String message = said.toString(StandardCharsets.UTF_8);
    assertThat(code).as(message).isEqualTo(ExitCode.CLUSTER_FAILED);
    assertThat(message)
        .contains("paceline: executor ", " on 127.0.0.1 ended with exit code 134 (SIGABRT)")
        .contains(". Without it: the ratio [1.0, 1.0] has 2 parts, but there are 1 workers");
    return message;
  }

  private static Path kept(String message) {
    Matcher found = KEPT.matcher(message);
    assertThat(found.find()).as(message).isTrue();
    Path file = Path.of(found.group(1));
    file.toFile().deleteOnExit();
    assertThat(Files.isRegularFile(file)).isTrue();
    return file;
  }

  /** Crashes one executor, and then has a plan made for both. */
  @Command(name = "crash")
  private static final class Crash implements Job {

    private final boolean replaced;

    Crash(boolean replaced) {
      this.replaced = replaced;
    }

    @Override
    public void run(JobContext context) {
      List<Member> members = context.members();
      String victim = members.get(0).executorId();
      List<WorkerSpeed> left =
          ExecutorTasks.onEach(
                  context.sparkContext().sc(), members, "crash", id -> crash(id, victim))
              .keySet()
              .stream()
              .map(id -> WorkerSpeed.of(id, 1))
              .toList();
      if (replaced) {
        await()
            .atMost(TimeLimit.GENEROUS)
            .until(
                () ->
                    context.members().size() == members.size()
                        && !context.members().contains(members.get(0)));
      }
      Split.parse("1:1").planner(0).plan(left, 2);
    }

    private static boolean crash(String executor, String victim) throws Exception {
      if (executor.equals(victim)) {
        String pid = String.valueOf(ProcessHandle.current().pid());
        new ProcessBuilder("kill", "-SEGV", pid).start();
        Thread.currentThread().join();
      }
      return true;
    }
  }
}
