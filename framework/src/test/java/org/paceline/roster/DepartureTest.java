package org.paceline.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DepartureTest {

  private static final Member MEMBER = new Member("2", "10.0.0.7", 1, Map.of());

  /** Reasons as Spark 3.5 gives them, on its own cluster and on Kubernetes. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Command exited with code 134 | true | false | ended with exit code 134 (SIGABRT)
          Command exited with code 139 | true | false | ended with exit code 139 (SIGSEGV)
          Command exited with code 52 | true | false | ended with exit code 52
          The executor with id 2 exited with exit code 137(SIGKILL, possible container OOM). | true | false | ended with exit code 137 (SIGKILL)
          Command exited with code 0 | false | false | ended with exit code 0
          Executor decommission: node is drained | false | true | is gone: Executor decommission: node is drained
          worker lost: 10.0.0.7:1234 | false | false | is gone: worker lost: 10.0.0.7:1234
          """)
  void whySomebodyWentIsReadFromSparksReason(
      String reason, boolean crashed, boolean asked, String description) {
    Departure departure = new Departure(MEMBER, reason);
    assertThat(departure.crashed()).isEqualTo(crashed);
    assertThat(departure.asked()).isEqualTo(asked);
    assertThat(departure.description()).isEqualTo("executor 2 on 10.0.0.7 " + description);
  }
}
