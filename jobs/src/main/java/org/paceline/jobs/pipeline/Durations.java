package org.paceline.jobs.pipeline;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.paceline.base.AtomicFile;
import org.paceline.speed.TrialCache;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What stages took in earlier pipelines, in one file of the user's cache: definition → seconds on a
 * machine of speed 1. A file that cannot be read or written costs a better plan, not the run.
 */
final class Durations {

  private static final Logger LOG = LoggerFactory.getLogger(Durations.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST = 10_000;

  private final Path file;
  private final Map<String, Double> seconds;

  private Durations(Path file) {
    this.file = file;
    this.seconds = read(file);
  }

  /** Those of this user. */
  static Durations usual() {
    return new Durations(TrialCache.defaultFile().resolveSibling("stages.json"));
  }

  private static Map<String, Double> read(Path file) {
    if (!Files.exists(file)) {
      return new TreeMap<>();
    }
    try {
      Map<String, Double> read =
          JSON.readValue(file.toFile(), new TypeReference<TreeMap<String, Double>>() {});
      read.values().removeIf(value -> value == null || !(value > 0) || value.isInfinite());
      return read;
    } catch (IOException e) {
      LOG.warn(
          "{} is not readable, so stages are planned with what they say: {}", file, e.getMessage());
      return new TreeMap<>();
    }
  }

  /** What a stage should take: as it says, as it took, or as is usual. */
  double of(Stage stage) {
    return stage.seconds().orElseGet(() -> remembered(stage));
  }

  private double remembered(Stage stage) {
    return seconds.getOrDefault(stage.definition(), Stage.USUAL_SECONDS);
  }

  void remember(Stage stage, double took) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      // Another pipeline may have written meanwhile.
      Map<String, Double> all = read(file);
      if (all.size() >= MOST) {
        all.clear();
      }
      all.put(stage.definition(), Math.max(1e-3, took));
      byte[] text = JSON.writeValueAsBytes(all);
      AtomicFile.writeShared(file, out -> out.write(text));
    } catch (IOException e) {
      LOG.warn("what {} took could not be kept in {}: {}", stage.name(), file, e.getMessage());
    }
  }
}
