package org.paceline.model;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The networks that have a name. */
public final class Networks {

  private static final Map<String, Architecture> BY_NAME =
      new TreeMap<>(Map.of("lenet", new Lenet(), "cnn", new Cnn(), "resnet20", new ResNet20()));

  private Networks() {}

  /**
   * The names.
   *
   * @return in alphabetical order
   */
  public static Set<String> names() {
    return BY_NAME.keySet();
  }

  /**
   * Builds a network's configuration.
   *
   * @param name one of {@link #names()}
   * @param options what it is built for
   * @return its DL4J configuration as JSON
   * @throws IllegalArgumentException if no network has the name
   */
  public static String configuration(String name, NetworkOptions options) {
    Architecture architecture = BY_NAME.get(name);
    if (architecture == null) {
      throw new IllegalArgumentException(unknown(name));
    }
    return architecture.json(options);
  }

  /**
   * What to tell a user whose model has no known name.
   *
   * @param name the name
   * @return a message that lists what there is
   */
  public static String unknown(String name) {
    return "model is one of %s, or the path of a DL4J .json or .zip file, not '%s'%s"
        .formatted(String.join(", ", names()), name, advice(name));
  }

  /**
   * The weight decay of a network where none is given.
   *
   * @param name one of {@link #names()}
   * @return its L2 factor
   */
  public static double weightDecay(String name) {
    return BY_NAME.get(name).weightDecay();
  }

  /** What to do with a file of Keras', by its name. */
  static String advice(String name) {
    return name.matches("(?i).*\\.(h5|hdf5|keras)")
        ? "; a model of Keras': " + FileKind.IMPORT
        : "";
  }
}
