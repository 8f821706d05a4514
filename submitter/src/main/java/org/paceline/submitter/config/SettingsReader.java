package org.paceline.submitter.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads settings: the environment goes before {@code submitter.yaml}, and that before what is so by
 * default. All that is wrong is told at once.
 */
public final class SettingsReader {

  /** S3 takes no smaller part, but for the last. */
  private static final long LEAST_S3_PART = 5 << 20;

  private static final String PREFIX = "PACELINE_";

  /** Those of other parts of Paceline, which may be set for the same user. */
  private static final Set<String> OTHERS =
      Set.of(
          "PACELINE_CLASSPATH",
          "PACELINE_CONFIG",
          "PACELINE_JAVA_OPTS",
          "PACELINE_RUNS",
          "PACELINE_CPU_SHARE",
          "PACELINE_TOKEN");

  private final Map<String, String> environment;
  private final Map<String, String> file = new TreeMap<>();
  private final Set<String> known = new HashSet<>();
  private final List<String> errors = new ArrayList<>();

  /**
   * Prepares reading.
   *
   * @param environment variables by name
   */
  public SettingsReader(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * Reads the settings.
   *
   * @param yaml the file, if there is one
   * @return the settings
   * @throws IllegalArgumentException with a line for each setting that is wrong or unknown
   */
  public Settings read(Optional<Path> yaml) {
    SettingsFile read = yaml.map(SettingsFile::of).orElseGet(SettingsFile::none);
    file.putAll(read.values());
    errors.addAll(read.errors());
    Path home = get(Setting.HOME);
    Settings settings =
        new Settings(
            home,
            get(Setting.HOST),
            orZero(get(Setting.PORT)),
            get(Setting.DATABASE_URL),
            get(Setting.DATABASE_USER),
            get(Setting.DATABASE_PASSWORD),
            orZero(get(Setting.DATABASE_CONNECTIONS)),
            get(Setting.REGISTRATION),
            get(Setting.ACCESS_TOKEN),
            get(Setting.REFRESH_TOKEN),
            orZero(get(Setting.REQUESTS_PER_MINUTE)),
            orZero(get(Setting.SIGN_INS_PER_MINUTE)),
            orZero(get(Setting.FAILURES_UNTIL_LOCKED)),
            get(Setting.LOCK),
            orZero(get(Setting.BODY_BYTES)),
            orZero(get(Setting.BODY_BYTES_PER_SECOND)),
            get(Setting.IDLE),
            get(Setting.DRAIN),
            get(Setting.TRUSTED_PROXIES),
            get(Setting.METRICS_TOKEN),
            get(Setting.TLS_KEYSTORE),
            get(Setting.TLS_KEYSTORE_PASSWORD),
            files(home),
            new MachineSettings(get(Setting.HEARTBEAT), get(Setting.ENROLLMENT)));
    unknown();
    errors.addAll(Contradictions.in(settings));
    if (!errors.isEmpty()) {
      throw new IllegalArgumentException(String.join(System.lineSeparator(), errors));
    }
    return settings;
  }

  private FileSettings files(Path home) {
    Optional<URI> storage = get(Setting.STORAGE);
    Path files = home == null ? Path.of("") : home.resolve("files");
    long partBytes = orZero(get(Setting.PART_BYTES));
    if (storage != null
        && storage.filter(uri -> uri.getScheme().equals("s3a")).isPresent()
        && partBytes > 0
        && partBytes < LEAST_S3_PART) {
      errors.add("part-bytes must be at least %s for s3a:".formatted(LEAST_S3_PART));
    }
    return new FileSettings(
        storage == null ? files.toUri() : storage.orElse(files.toUri()),
        get(Setting.STORAGE_CONFIGURATION),
        orZero(get(Setting.STORAGE_REPLICATION)),
        orZero(get(Setting.FILE_BYTES)),
        partBytes,
        orZero(get(Setting.USER_BYTES)),
        orZero(get(Setting.PROJECT_BYTES)),
        get(Setting.UPLOAD),
        get(Setting.BIN),
        get(Setting.SWEEP));
  }

  private static long orZero(Long number) {
    return number == null ? 0 : number;
  }

  private static int orZero(Integer number) {
    return number == null ? 0 : number;
  }

  /** What is in the file is looked at also where the environment goes before it. */
  private <T> T get(Setting<T> setting) {
    known.add(setting.name());
    known.add(setting.variable());
    String written = file.getOrDefault(setting.name(), setting.byDefault());
    T value = parsed(setting, setting.name(), written);
    String variable = environment.get(setting.variable());
    return variable == null ? value : parsed(setting, setting.variable(), variable);
  }

  private <T> T parsed(Setting<T> setting, String from, String text) {
    try {
      return setting.parser().apply(text.strip());
    } catch (IllegalArgumentException e) {
      String given = setting.shown() ? ", not '%s'".formatted(text) : "";
      errors.add("%s %s%s".formatted(from, e.getMessage(), given));
      return null;
    }
  }

  private void unknown() {
    file.keySet().stream()
        .filter(name -> !known.contains(name))
        .forEach(name -> errors.add(name + " is no setting"));
    environment.keySet().stream()
        .filter(name -> name.startsWith(PREFIX) && !OTHERS.contains(name))
        .filter(name -> !known.contains(name))
        .sorted()
        .forEach(name -> errors.add(name + " is no setting"));
  }
}
