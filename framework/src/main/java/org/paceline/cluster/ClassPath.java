package org.paceline.cluster;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The class path of this process, for others that it starts.
 *
 * <p>Where the system property {@value #ARCHIVE} names an archive of class data (JEP 310), they
 * take the classes of libraries from it and need not read and verify them. A virtual machine
 * accepts an archive only where its class path begins with the jars that the archive was made of;
 * they are listed beside it in a file that ends in {@code .classpath}.
 *
 * @param entries jars and folders, each once
 * @param archive the archive, where there is one
 */
public record ClassPath(Set<String> entries, Optional<Path> archive) {

  private static final String ARCHIVE = "paceline.archive";

  /**
   * What this process runs with.
   *
   * @return its class path, which begins with the archive's jars where it was given an archive of
   *     jars that it has, too
   */
  public static ClassPath ofThisProcess() {
    Set<String> own = new LinkedHashSet<>();
    split(System.getProperty("java.class.path"))
        .forEach(entry -> own.add(Path.of(entry).toAbsolutePath().toString()));
    return of(own, Optional.ofNullable(System.getProperty(ARCHIVE)).map(Path::of));
  }

  /** An archive of other jars than these is left alone: theirs would take the place of these. */
  static ClassPath of(Set<String> own, Optional<Path> given) {
    Optional<Path> archive =
        given
            .filter(file -> Files.isReadable(file) && Files.isReadable(list(file)))
            .filter(file -> own.containsAll(jars(file)));
    Set<String> entries = new LinkedHashSet<>();
    archive.ifPresent(file -> entries.addAll(jars(file)));
    entries.addAll(own);
    return new ClassPath(entries, archive);
  }

  private static Path list(Path archive) {
    return Path.of(archive + ".classpath");
  }

  private static List<String> jars(Path archive) {
    try {
      return split(Files.readString(list(archive)).strip());
    } catch (IOException e) {
      throw new UncheckedIOException("the class path of " + archive + " cannot be read", e);
    }
  }

  private static List<String> split(String path) {
    return List.of(path.split(File.pathSeparator));
  }

  /**
   * The options with which a virtual machine takes classes from the archive; it does without where
   * the archive does not fit, and says nothing of it.
   *
   * @return for {@code java}, perhaps none
   */
  public List<String> sharing() {
    return archive
        .map(
            file ->
                List.of(
                    "-XX:SharedArchiveFile=" + file,
                    "-Xlog:cds=off,cds+dynamic=off",
                    "-D" + ARCHIVE + "=" + file))
        .orElse(List.of());
  }

  /**
   * The options with which a virtual machine has the same classes.
   *
   * @return for {@code java}, the class path among them
   */
  public List<String> options() {
    List<String> options = new ArrayList<>(sharing());
    options.addAll(List.of("-cp", toString()));
    return options;
  }

  @Override
  public String toString() {
    return String.join(File.pathSeparator, entries);
  }
}
