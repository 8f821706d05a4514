package org.paceline.job;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.apache.hadoop.security.UserGroupInformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paceline.cluster.ClusterException;

class HostCheckTest {

  @Test
  void theTestsRunWhereSparkDoes() {
    assertThatCode(HostCheck::check).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"17.0.15+6-Debian-1deb12u1", "21.0.4", "22"})
  void aJavaThatSparkRunsOnIsTaken(String version) {
    assertThatCode(() -> HostCheck.checkJava(Runtime.Version.parse(version)))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"23", "24.0.1+9", "25-ea"})
  void aLaterJavaIsRefused(String version) {
    assertThatThrownBy(() -> HostCheck.checkJava(Runtime.Version.parse(version)))
        .isInstanceOf(ClusterException.class)
        .hasMessage("Spark 3.5 runs on Java 17 to 22, not Java " + version);
  }

  @Test
  void aUserWhoCannotLogInIsRefused() {
    assertThatThrownBy(
            () ->
                HostCheck.checkUser(
                    () -> {
                      throw new IOException(
                          "failure to login: invalid null input: name\n\tat Hadoop");
                    }))
        .isInstanceOf(ClusterException.class)
        .hasMessage(
            "Hadoop must be able to name the user of this process, as by an entry in /etc/passwd:"
                + " failure to login: invalid null input: name");
  }

  @Test
  void aUserWithANameIsTaken() {
    assertThatCode(() -> HostCheck.checkUser(() -> UserGroupInformation.createRemoteUser("ada")))
        .doesNotThrowAnyException();
  }
}
