package org.paceline.speed;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * What nominal speeds are computed from, out of {@code conf/nominal-speed.properties}, which has
 * the reasons.
 *
 * @param cpuOperationsACycle of a core, single precision
 * @param assumedGigahertz where the system does not tell
 * @param cpuUtilisation the part of the peak that processors reach
 * @param gpuUtilisation the part of the peak that cards reach
 */
record NominalConstants(
    double cpuOperationsACycle,
    double assumedGigahertz,
    double cpuUtilisation,
    double gpuUtilisation) {

  private static final String RESOURCE = "/org/paceline/conf/nominal-speed.properties";

  static NominalConstants load() {
    try (InputStream in = NominalConstants.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the build lacks " + RESOURCE);
      }
      Properties properties = new Properties();
      properties.load(in);
      return new NominalConstants(
          number(properties, "cpu-operations-a-cycle"),
          number(properties, "assumed-gigahertz"),
          number(properties, "cpu-utilisation"),
          number(properties, "gpu-utilisation"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double number(Properties properties, String name) {
    String text = properties.getProperty(name, "").strip();
    if (!text.matches("\\d+(\\.\\d+)?") || !(Double.parseDouble(text) > 0)) {
      throw new IllegalStateException(
          "%s: %s must be a positive number, not '%s'".formatted(RESOURCE, name, text));
    }
    return Double.parseDouble(text);
  }
}
