package org.paceline.data;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a folder holds in which a CIFAR set was looked for in vain.
 *
 * @param format the set
 * @param folder where it was looked for
 */
record CifarStrangers(CifarFormat format, Path folder) {

  private static final Logger LOG = LoggerFactory.getLogger(CifarStrangers.class);
  private static final int DEEPEST = 3;
  private static final int MOST_FOLDERS = 100;
  private static final int MOST_NAMES = 5;
  private static final String ARCHIVE = ".*\\.(tar\\.gz|tgz|tar|zip)";

  /** What is there, and what to do about it. */
  String found() {
    Optional<FileStatus> self = status(folder);
    if (self.isEmpty()) {
      return "there is no such folder";
    }
    if (self.get().isFile()) {
      String name = folder.getName();
      return name.matches(ARCHIVE) ? packed(folder) : "it is a file: give the folder that holds it";
    }
    List<Path> folders = within(folder);
    List<Path> right =
        folders.stream().filter(path -> list(path).stream().anyMatch(this::isRight)).toList();
    if (!right.isEmpty() && !right.contains(folder)) {
      return "its files are in %s: give %s"
          .formatted(joined(right), right.size() == 1 ? "that folder" : "one of them");
    }
    return folders.stream()
        .flatMap(path -> list(path).stream())
        .flatMap(entry -> told(entry).stream())
        .findFirst()
        .orElseGet(this::names);
  }

  private boolean isRight(FileStatus entry) {
    return entry.isFile() && format.isFile(entry.getPath().getName());
  }

  /** The folder and those below it, the nearer ones first. */
  private static List<Path> within(Path folder) {
    List<Path> all = new ArrayList<>(List.of(folder));
    List<Path> level = all;
    for (int depth = 1; depth <= DEEPEST && all.size() < MOST_FOLDERS; depth++) {
      level = level.stream().flatMap(path -> folders(path).stream()).limit(MOST_FOLDERS).toList();
      all.addAll(level);
    }
    return all;
  }

  private Optional<String> told(FileStatus entry) {
    Path path = entry.getPath();
    String name = path.getName();
    String stem = Stream.of(Subset.values()).map(format::stem).collect(Collectors.joining("|"));
    if (entry.isDirectory()) {
      return Optional.empty();
    }
    if (name.matches(stem)) {
      return Optional.of(version(path, "Python"));
    }
    if (name.matches("(%s)\\.mat".formatted(stem))) {
      return Optional.of(version(path, "MATLAB"));
    }
    if (format.other().isFile(name)) {
      return Optional.of(
          "%s is a name of %s: is it that set? Give %2$s:DIR".formatted(path, format.other().id()));
    }
    return name.matches(ARCHIVE) ? Optional.of(packed(path)) : copied(path);
  }

  private Optional<String> copied(Path path) {
    return Stream.of(Subset.values())
        .flatMap(subset -> CifarFolder.original(format, path.getName(), subset).stream())
        .map(original -> "there is '%s': if it is %s, rename it".formatted(path, original))
        .findFirst();
  }

  private String version(Path path, String language) {
    return "%s is of the set's %s version: download its binary version".formatted(path, language);
  }

  private String packed(Path path) {
    String name = path.getName();
    if (name.matches("cifar-100?-(python|matlab).*")) {
      return version(path, name.contains("python") ? "Python" : "MATLAB");
    }
    return "%s is still packed: unpack it by %s and give the folder that it becomes"
        .formatted(path, name.endsWith(".zip") ? "unzip" : "tar -xf");
  }

  private String names() {
    List<String> names =
        list(folder).stream()
            .map(entry -> entry.getPath().getName() + (entry.isDirectory() ? "/" : ""))
            .toList();
    if (names.isEmpty()) {
      return "it is empty";
    }
    String shown = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
    int more = names.size() - MOST_NAMES;
    return "it holds " + shown + (more > 0 ? " and " + more + " more" : "");
  }

  private static String joined(List<Path> paths) {
    return paths.stream().limit(MOST_NAMES).map(Path::toString).collect(Collectors.joining(", "));
  }

  static Optional<FileStatus> status(Path path) {
    try {
      return Optional.of(Storage.of(path).getFileStatus(path));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new DataException(path + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** The folders in a folder but for hidden ones. */
  static List<Path> folders(Path folder) {
    return list(folder).stream()
        .filter(FileStatus::isDirectory)
        .map(FileStatus::getPath)
        .filter(path -> !path.getName().startsWith("."))
        .toList();
  }

  /** A folder's entries; a closed one beside the set, such as lost+found, has none. */
  static List<FileStatus> list(Path folder) {
    try {
      return Storage.list(folder);
    } catch (DataException e) {
      LOG.warn("{}", e.getMessage());
      return List.of();
    }
  }
}
