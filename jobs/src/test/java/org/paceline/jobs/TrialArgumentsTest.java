package org.paceline.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.paceline.speed.Trial;
import picocli.CommandLine;

class TrialArgumentsTest {

  @Test
  void trialsAreAsLongAsAsked() {
    assertThat(trial()).isEqualTo(Trial.DEFAULT);
    assertThat(trial("--trial-time", "1.5")).isEqualTo(new Trial(10, Duration.ofMillis(1500)));
    assertThat(trial("--trial-time", "0")).isEqualTo(new Trial(10, Duration.ZERO));
  }

  private static Trial trial(String... words) {
    return CommandLine.populateCommand(new TrialArguments(), words).trial();
  }
}
