package org.paceline.cluster;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The settings of an executor's virtual machine on one computer, from {@code
 * conf/embedded/spark-defaults.conf}, where their reasons are: most of its time and memory go to
 * native code.
 */
public final class ExecutorJvm {

  private static final String FILE = "/org/paceline/conf/embedded/spark-defaults.conf";
  private static final String ENVIRONMENT = "spark.executorEnv.";
  private static final Map<String, String> DEFAULTS = load();

  private ExecutorJvm() {}

  private static Map<String, String> load() {
    Properties read = new Properties();
    try (InputStream file = ExecutorJvm.class.getResourceAsStream(FILE)) {
      read.load(new InputStreamReader(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> defaults = new TreeMap<>();
    read.stringPropertyNames().stream()
        .filter(name -> !ofThisProcess(name))
        .forEach(name -> defaults.put(name, read.getProperty(name).strip()));
    return Map.copyOf(defaults);
  }

  /** What this process's environment sets is inherited, and holds. */
  private static boolean ofThisProcess(String name) {
    return name.startsWith(ENVIRONMENT)
        && System.getenv(name.substring(ENVIRONMENT.length())) != null;
  }

  /** Spark's settings, all of them. */
  static Map<String, String> defaults() {
    return DEFAULTS;
  }

  /**
   * The heap; networks and batches live beside it, off the heap.
   *
   * @return its size in MiB
   */
  public static int heapMib() {
    return Integer.parseInt(DEFAULTS.get("spark.executor.memory").replaceFirst("m$", ""));
  }

  /**
   * The options of the virtual machine, but for its heap.
   *
   * @return in the form that {@code java} takes
   */
  public static List<String> options() {
    return List.of(DEFAULTS.get("spark.executor.extraJavaOptions").split(" +"));
  }

  /**
   * The environment variables of its process that the environment of this one does not set.
   *
   * @return value by name
   */
  public static Map<String, String> environment() {
    return DEFAULTS.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(ENVIRONMENT))
        .collect(
            toUnmodifiableMap(
                entry -> entry.getKey().substring(ENVIRONMENT.length()), Map.Entry::getValue));
  }
}
