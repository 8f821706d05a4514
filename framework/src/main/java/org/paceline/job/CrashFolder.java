package org.paceline.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.paceline.cluster.Remains;
import org.paceline.speed.TrialCache;

/**
 * Where what crashed executors left is kept, the newest of it.
 *
 * @param path {@code crashes} beside the remembered trials
 */
record CrashFolder(Path path) {

  private static final int MOST = 20;

  static CrashFolder usual() {
    return new CrashFolder(TrialCache.defaultFile().resolveSibling("crashes"));
  }

  Path keep(String name, Remains remains) throws IOException {
    Files.createDirectories(path);
    Path whole = Files.createTempFile(path, name, ".tmp");
    try {
      remains.copy(whole);
      prune();
      return Files.move(whole, path.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(whole);
    }
  }

  private void prune() throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      List<Path> kept =
          files
              .filter(file -> file.toString().endsWith(".log"))
              .sorted(Comparator.comparingLong((Path file) -> file.toFile().lastModified()))
              .toList();
      for (Path old : kept.subList(0, Math.max(0, kept.size() - MOST + 1))) {
        Files.deleteIfExists(old);
      }
    }
  }
}
