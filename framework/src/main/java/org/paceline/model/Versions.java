package org.paceline.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The versions that made a model, for its provenance. */
public final class Versions {

  private Versions() {}

  /**
   * The versions of this build and of the Java that runs it.
   *
   * @return version by name, in the names' order
   */
  public static Map<String, String> all() {
    Properties built = new Properties();
    try (InputStream in = Versions.class.getResourceAsStream("versions.properties")) {
      built.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> versions = new TreeMap<>();
    built.stringPropertyNames().forEach(name -> versions.put(name, built.getProperty(name)));
    versions.put("java", System.getProperty("java.version"));
    return versions;
  }
}
