package org.paceline.cluster;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.hadoop.security.UserGroupInformation;
import org.paceline.base.UserHome;

/**
 * Who a process is to Hadoop, where the system has no name for its user: containers run as a number
 * without an entry in {@code /etc/passwd}, and Hadoop's own login fails for them. They go by {@code
 * HADOOP_USER_NAME} or else by their number.
 *
 * <p>The main class of an executor is Spark's, which logs in at once: there this class is a Java
 * agent, which comes first.
 */
public final class ProcessUser {

  /** What Java says of a user without a name. */
  private static final String UNKNOWN = "?";

  private ProcessUser() {}

  /** Logs in, where Hadoop could not. */
  public static void login() {
    substitute().ifPresent(ProcessUser::login);
  }

  /**
   * Logs in before the main class runs.
   *
   * @param name the user's name
   */
  public static void premain(String name) {
    login(name);
  }

  /** Native libraries are unpacked below the home, which would be a folder called "?". */
  private static void login(String name) {
    System.setProperty("user.home", UserHome.folder().toString());
    UserGroupInformation.setLoginUser(UserGroupInformation.createRemoteUser(name));
  }

  /** The name that the user of this process goes by, if the system has none. */
  static Optional<String> substitute() {
    return System.getProperty("user.name", UNKNOWN).equals(UNKNOWN)
        ? Optional.of(
            Optional.ofNullable(System.getenv("HADOOP_USER_NAME"))
                .orElseGet(() -> String.valueOf(new UnixSystem().getUid())))
        : Optional.empty();
  }

  /**
   * Writes the jar that makes this class an agent: the class itself is on the class path.
   *
   * @param jar its path
   * @param name the name to go by
   * @return the option for the virtual machine
   */
  static String agent(Path jar, String name) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", ProcessUser.class.getName());
    try (OutputStream file = Files.newOutputStream(jar)) {
      new JarOutputStream(file, manifest).close();
    }
    return "-javaagent:" + jar + "=" + name;
  }
}
