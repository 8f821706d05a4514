package org.paceline.job;

import java.io.IOException;
import org.apache.hadoop.security.UserGroupInformation;
import org.paceline.base.FileNames;
import org.paceline.cluster.ClusterException;
import org.paceline.cluster.ProcessUser;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Spark and Hadoop need of the process that they run in, and of its user. */
final class HostCheck {

  private static final Logger LOG = LoggerFactory.getLogger(HostCheck.class);

  /** Later ones have no subject of an AccessController, for which Hadoop asks. */
  private static final int NEWEST_JAVA = 22;

  private HostCheck() {}

  /** Asks who runs this process. */
  @FunctionalInterface
  interface Login {
    UserGroupInformation user() throws IOException;
  }

  /**
   * Looks before Spark is started, which would fail by a stack trace.
   *
   * @throws ClusterException if Spark cannot run here
   */
  static void check() {
    checkJava(Runtime.version());
    checkUser(
        () -> {
          ProcessUser.login();
          return UserGroupInformation.getCurrentUser();
        });
    if (FileNames.unreadable()) {
      LOG.warn(
          "files whose names are not ASCII cannot be read: the locale's encoding is {}, not UTF-8; set LC_ALL=C.UTF-8",
          FileNames.encoding());
    }
  }

  static void checkJava(Runtime.Version version) {
    if (version.feature() > NEWEST_JAVA) {
      throw new ClusterException(
          "Spark 3.5 runs on Java 17 to %s, not Java %s".formatted(NEWEST_JAVA, version));
    }
  }

  static void checkUser(Login login) {
    try {
      login.user();
    } catch (IOException e) {
      throw new ClusterException(
          "Hadoop must be able to name the user of this process, as by an entry in /etc/passwd: "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
          e);
    }
  }
}
