package org.paceline.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.paceline.roster.Member;
import picocli.CommandLine.Command;

/** A whole embedded cluster under settings that were made for another one. */
@Tag("chaos")
@Tag("slow")
class EmbeddedSettingsTest {

  private static final Map<String, String> SETTINGS =
      Map.of("spark.executor.instances", "1", "spark.cores.max", "1", "spark.executor.cores", "2");

  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

  @BeforeEach
  void askForOneExecutorOfTwoCores() {
    SETTINGS.forEach(System::setProperty);
  }

  @AfterEach
  void forget() {
    SETTINGS.keySet().forEach(System::clearProperty);
  }

  @Test
  void everyWorkerHasItsExecutor() {
    Look job = new Look();
    PrintStream out = new PrintStream(errors, true, StandardCharsets.UTF_8);
    ExitCode code = JobMain.execute(job, out, "--workers", "0.5,0.5", "--executor-timeout", "60");
    assertThat(code).as(errors::toString).isEqualTo(ExitCode.DONE);
    assertThat(job.members).extracting(Member::ordinal).containsExactlyInAnyOrder(0, 1);
  }

  /** Looks at who is there. */
  @Command(name = "look")
  private static final class Look implements Job {

    private final List<Member> members = new ArrayList<>();

    @Override
    public void run(JobContext context) {
      members.addAll(context.members());
    }
  }
}
