package org.paceline.cluster;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.hadoop.security.UserGroupInformation;
import org.paceline.base.UserHome;

/**
 * Who a process is, where the system has no name for its user: containers run as a number without
 * an entry in {@code /etc/passwd}. Hadoop's own login fails for them, and native libraries would be
 * unpacked into a folder called "?". They go by {@code HADOOP_USER_NAME} or else by their number.
 *
 * <p>The main class of an executor is Spark's, which logs in at once: there this class is a Java
 * agent, which comes first.
 */
public final class ProcessUser {

  /** What Java says of a user without a name. */
  private static final String UNKNOWN = "?";

  private static final String HOME = "user.home";

  private ProcessUser() {}

  /**
   * Logs in where Hadoop could not.
   *
   * @throws IOException if the system does not tell the user's number
   */
  public static void login() throws IOException {
    if (isNameless()) {
      System.setProperty(HOME, UserHome.folder().toString());
      premain(name());
    }
  }

  /**
   * Logs in, as an agent before the main class runs.
   *
   * @param name the user's name
   */
  public static void premain(String name) {
    UserGroupInformation.setLoginUser(UserGroupInformation.createRemoteUser(name));
  }

  private static boolean isNameless() {
    return System.getProperty("user.name", UNKNOWN).equals(UNKNOWN);
  }

  private static String name() throws IOException {
    String given = System.getenv("HADOOP_USER_NAME");
    // UnixSystem, the JDK's own, has 0 for whom it has no name.
    return given == null || given.isBlank()
        ? String.valueOf(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))
        : given;
  }

  /**
   * What gives another virtual machine of this user a name.
   *
   * @param folder where the jar is written that makes this class, of the class path, an agent
   * @return options, none if the user has a name
   */
  static List<String> options(Path folder) throws IOException {
    if (!isNameless()) {
      return List.of();
    }
    Path jar = folder.resolve("user.jar");
    if (jar.toString().contains("=")) {
      throw new IllegalArgumentException(
          "the temporary folder of a user without a name must have no '=' in its path, not "
              + folder);
    }
    writeAgent(jar);
    return List.of("-javaagent:" + jar + "=" + name(), "-D" + HOME + "=" + UserHome.folder());
  }

  private static void writeAgent(Path jar) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", ProcessUser.class.getName());
    try (OutputStream file = Files.newOutputStream(jar)) {
      new JarOutputStream(file, manifest).close();
    }
  }
}
