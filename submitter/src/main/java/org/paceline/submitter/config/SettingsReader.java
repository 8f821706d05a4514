package org.paceline.submitter.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
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

  private static final String PREFIX = "PACELINE_";

  /** Those of other parts of Paceline, which may be set for the same user. */
  private static final Set<String> OTHERS =
      Set.of(
          "PACELINE_CLASSPATH",
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
    yaml.ifPresent(this::load);
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
            get(Setting.IDLE),
            get(Setting.METRICS_TOKEN),
            get(Setting.TLS_KEYSTORE),
            get(Setting.TLS_KEYSTORE_PASSWORD),
            files(home));
    unknown();
    if (!errors.isEmpty()) {
      throw new IllegalArgumentException(String.join(System.lineSeparator(), errors));
    }
    return settings;
  }

  private FileSettings files(Path home) {
    String folder = get(Setting.FILES_FOLDER);
    Path files = home == null ? Path.of("") : home.resolve("files");
    return new FileSettings(
        folder.isEmpty() ? files : Path.of(folder).toAbsolutePath().normalize(),
        orZero(get(Setting.FILE_BYTES)),
        orZero(get(Setting.PART_BYTES)),
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

  private void load(Path yaml) {
    try {
      JsonNode root = new ObjectMapper(new YAMLFactory()).readTree(Files.readString(yaml));
      if (root.isMissingNode() || root.isNull()) {
        return;
      }
      if (!root.isObject()) {
        errors.add(yaml + ": must hold lines of NAME: VALUE");
        return;
      }
      for (Map.Entry<String, JsonNode> entry : root.properties()) {
        if (entry.getValue().isValueNode()) {
          file.put(entry.getKey(), entry.getValue().asText());
        } else {
          errors.add("%s: %s must be a single value".formatted(yaml, entry.getKey()));
          known.add(entry.getKey());
        }
      }
    } catch (JsonProcessingException e) {
      errors.add("%s: is no YAML: %s".formatted(yaml, e.getOriginalMessage()));
    } catch (IOException e) {
      errors.add("%s: cannot be read: %s".formatted(yaml, e.getMessage()));
    }
  }

  private <T> T get(Setting<T> setting) {
    known.add(setting.name());
    known.add(setting.variable());
    String text = environment.get(setting.variable());
    String from = setting.variable();
    if (text == null) {
      text = file.getOrDefault(setting.name(), setting.byDefault());
      from = setting.name();
    }
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
