package org.paceline.benchmarks.cifar;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.paceline.base.AtomicFile;

/**
 * The folder in which runs are kept, so that a second call does what is missing: {@code
 * settings.json}, which all runs have in common, and {@code runs/ROW-seedN.json}.
 *
 * @param folder may not exist yet
 */
record RunStore(Path folder) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Opens the folder for runs with these settings.
   *
   * @throws IllegalArgumentException if it has runs with others, or is no folder of runs
   */
  static RunStore open(Path folder, Map<String, String> settings) {
    RunStore store = new RunStore(folder);
    Path file = store.settingsFile();
    if (Files.exists(file)) {
      store.compare(settings);
    } else if (Files.exists(folder) && !empty(folder)) {
      throw new IllegalArgumentException(
          "--output %s holds something else; give an empty folder, or that of earlier runs"
              .formatted(folder));
    }
    return store;
  }

  private static boolean empty(Path folder) {
    String[] names = folder.toFile().list();
    return names != null && names.length == 0;
  }

  private void compare(Map<String, String> settings) {
    Map<String, String> before = read(settingsFile(), new TypeReference<>() {});
    TreeMap<String, String> all = new TreeMap<>(before);
    all.putAll(settings);
    for (String name : all.keySet()) {
      String then = before.getOrDefault(name, "absent");
      String now = settings.getOrDefault(name, "absent");
      if (!then.equals(now)) {
        throw new IllegalArgumentException(
            "--output %s has runs with %s %s, not %s; give another folder"
                .formatted(folder, name, then, now));
      }
    }
  }

  private Path settingsFile() {
    return folder.resolve("settings.json");
  }

  private Path file(RunKey key) {
    return folder.resolve("runs").resolve(key.fileName());
  }

  /** Makes the folder. */
  void create(Map<String, String> settings) throws IOException {
    Files.createDirectories(folder);
    if (!Files.exists(settingsFile())) {
      write(settingsFile(), settings);
    }
    Files.createDirectories(folder.resolve("runs"));
  }

  /**
   * Keeps others from the folder until it is closed, or this process ends.
   *
   * @throws IllegalArgumentException if another call has it
   */
  FileChannel lock() throws IOException {
    FileChannel channel = FileChannel.open(settingsFile(), StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // In this process, as in tests.
    }
    channel.close();
    throw new IllegalArgumentException(
        "--output %s is in use by another call; wait for it, or give another folder"
            .formatted(folder));
  }

  /** The run, if it was done. */
  Optional<RunRecord> find(RunKey key) {
    Path file = file(key);
    return Files.exists(file)
        ? Optional.of(read(file, new TypeReference<RunRecord>() {}))
        : Optional.empty();
  }

  /** Those of some runs that were done, in their order. */
  List<RunRecord> kept(List<RunKey> runs) {
    return runs.stream().flatMap(run -> find(run).stream()).toList();
  }

  /** Writes what all runs come to, in the place of what fewer came to. */
  void report(CifarResult result) throws IOException {
    write(folder.resolve("result.json"), result);
    result.picture().write(folder.resolve("result"));
    AccuracyPicture.overEpochs(result).write(folder.resolve("by-epoch"));
  }

  void keep(RunRecord run) throws IOException {
    write(file(run.key()), run);
  }

  private static void write(Path file, Object content) throws IOException {
    AtomicFile.write(
        file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(content) + "\n");
  }

  private static <T> T read(Path file, TypeReference<T> type) {
    try {
      return JSON.readValue(file.toFile(), type);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "%s cannot be read: %s; remove it to have the run done again"
              .formatted(file, String.valueOf(e.getMessage()).lines().findFirst().orElse("")),
          e);
    }
  }
}
