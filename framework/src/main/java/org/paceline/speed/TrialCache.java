package org.paceline.speed;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.paceline.base.AtomicFile;
import org.paceline.base.UserHome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trial speeds remembered between runs, in one JSON file: key → examples a second.
 *
 * <p>A file that cannot be read costs a new trial, not the run. Written whole under a temporary
 * name, then moved. Thread-safe; of two processes that write at once the later wins.
 */
public final class TrialCache {

  private static final Logger LOG = LoggerFactory.getLogger(TrialCache.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final Map<String, Double> speeds;
  private final Map<String, Double> ignored;

  private TrialCache(Path file, Map<String, Double> speeds, Map<String, Double> ignored) {
    this.file = file.toAbsolutePath();
    this.speeds = new TreeMap<>(speeds);
    this.ignored = new TreeMap<>(ignored);
  }

  /**
   * Opens the cache.
   *
   * @param file its file, which need not exist
   * @return the cache with what the file holds
   */
  public static TrialCache open(Path file) {
    return new TrialCache(file, read(file), Map.of());
  }

  /**
   * Opens the cache for trials that are to be run anew: it finds nothing but what is put into it,
   * and still keeps what the file holds for others.
   *
   * @param file its file, which need not exist
   * @return the cache
   */
  public static TrialCache renew(Path file) {
    return new TrialCache(file, Map.of(), read(file));
  }

  /**
   * The usual place: {@code $XDG_CACHE_HOME/paceline/trials.json}, by default under {@code
   * ~/.cache}.
   *
   * @return the file's path
   */
  public static Path defaultFile() {
    String base = System.getenv("XDG_CACHE_HOME");
    Path caches =
        base == null || base.isBlank() ? UserHome.folder().resolve(".cache") : Path.of(base);
    return caches.resolve("paceline").resolve("trials.json");
  }

  private static Map<String, Double> read(Path file) {
    if (!Files.exists(file)) {
      return Map.of();
    }
    try {
      Map<String, Double> read =
          JSON.readValue(file.toFile(), new TypeReference<Map<String, Double>>() {});
      return read == null ? Map.of() : read;
    } catch (IOException e) {
      LOG.warn("trial cache {} is not readable, trials run again: {}", file, e.getMessage());
      return Map.of();
    }
  }

  /**
   * Looks a speed up.
   *
   * @param key what it must hold for
   * @return the speed, if a usable one is remembered
   */
  public synchronized Optional<Speed> find(TrialKey key) {
    return Optional.ofNullable(speeds.get(key.toString()))
        .filter(value -> value > 0 && !value.isInfinite())
        .map(value -> new Speed(value, 0, SpeedGrade.TRIAL));
  }

  /**
   * Remembers a speed until {@link #save()}.
   *
   * @param key what it holds for
   * @param speed the speed
   */
  public synchronized void put(TrialKey key, Speed speed) {
    speeds.put(key.toString(), speed.examplesPerSecond());
  }

  /**
   * Forgets a speed that no longer holds.
   *
   * @param key what it held for
   */
  public synchronized void forget(TrialKey key) {
    speeds.remove(key.toString());
    ignored.remove(key.toString());
  }

  /** Writes the file. A disk that refuses costs a warning, since a run does not depend on it. */
  public synchronized void save() {
    try {
      Files.createDirectories(file.getParent());
      Map<String, Double> all = new TreeMap<>(ignored);
      all.putAll(speeds);
      byte[] text = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(all);
      AtomicFile.writeShared(file, out -> out.write(text));
    } catch (IOException e) {
      LOG.warn("trial speeds could not be kept in {}: {}", file, e.getMessage());
    }
  }
}
