package org.paceline.assign;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Where the exact solver lies, and how it is started. The build puts it beside the framework's
 * classes or jar, {@code target/solver}; the property {@code paceline.solver} names another folder.
 */
final class SolverFiles {

  /** Names another folder with the solver's jars and its folder of native libraries. */
  static final String PROPERTY = "paceline.solver";

  private static final String NATIVES = "ortools-linux-x86-64";
  private static final String MAIN = "org.paceline.assign.cpsat.CpSatMain";

  private SolverFiles() {}

  /** The command line of its process. */
  static List<String> command() {
    String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    if (!system.equals("Linux amd64")) {
      throw new SolverException(
          "OR-Tools is built in for Linux on x86-64 only, not for %s".formatted(system));
    }
    Path folder = folder();
    if (!Files.isDirectory(folder.resolve(NATIVES))) {
      throw new SolverException(
          "OR-Tools is not here: %s has no folder %s (the jobs jar comes without)"
              .formatted(folder, NATIVES));
    }
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx1g",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Djava.library.path=" + folder.resolve(NATIVES),
        "-cp",
        String.join(File.pathSeparator, classPath(folder)),
        MAIN);
  }

  private static Path folder() {
    String given = System.getProperty(PROPERTY);
    return given == null
        ? Path.of(source(Assigner.class)).resolveSibling("solver")
        : Path.of(given);
  }

  private static Set<String> classPath(Path folder) {
    Set<String> all = new LinkedHashSet<>();
    all.add(folder + File.separator + "*");
    for (Class<?> needed :
        List.of(Assigner.class, ObjectMapper.class, JsonFactory.class, JsonProperty.class)) {
      all.add(source(needed));
    }
    return all;
  }

  private static String source(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null) {
      throw new SolverException("the classes of %s lie nowhere".formatted(type));
    }
    try {
      return Path.of(source.getLocation().toURI()).toString();
    } catch (URISyntaxException | FileSystemNotFoundException e) {
      throw new SolverException("the classes of %s lie at no path".formatted(type), e);
    }
  }
}
