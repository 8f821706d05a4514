package org.paceline.submitter.config;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * A setting of the submitter: its name in {@code submitter.yaml}, what it is by default, and how
 * its text is understood. In the environment it is {@code PACELINE_} and the name in upper case
 * with underscores.
 *
 * @param name the name in the file, of words joined by hyphens
 * @param byDefault the text where nothing is given; empty for none
 * @param shown whether an error may repeat the text; not where somebody may put a secret by mistake
 * @param parser throws {@link IllegalArgumentException} with the rule that a text breaks
 * @param <T> what it is
 */
record Setting<T>(String name, String byDefault, boolean shown, Function<String, T> parser) {

  Setting(String name, String byDefault, Function<String, T> parser) {
    this(name, byDefault, true, parser);
  }

  static Setting<Secret> secret(String name) {
    return new Setting<>(name, "", false, Secret::ofFile);
  }

  static final Setting<Path> HOME =
      new Setting<>(
          "home",
          System.getProperty("user.home") + "/.local/share/paceline",
          text -> Path.of(text(text)).toAbsolutePath().normalize());

  static final Setting<String> HOST = new Setting<>("host", "127.0.0.1", Setting::text);

  static final Setting<Integer> PORT =
      new Setting<>("port", "8080", text -> (int) number(text, 0, 65_535));

  static final Setting<String> DATABASE_URL =
      new Setting<>(
          "database-url",
          "",
          false,
          text -> {
            require(
                text.isEmpty()
                    || text.startsWith("jdbc:postgresql:")
                    || text.startsWith("jdbc:h2:"),
                "must begin with jdbc:postgresql: or jdbc:h2:");
            require(
                !text.contains("password="),
                "must not hold a password; name a file by database-password-file");
            return text;
          });

  static final Setting<String> DATABASE_USER =
      new Setting<>("database-user", "paceline", Setting::text);

  static final Setting<Secret> DATABASE_PASSWORD = secret("database-password-file");

  static final Setting<Integer> DATABASE_CONNECTIONS =
      new Setting<>("database-connections", "16", text -> (int) number(text, 2, 500));

  static final Setting<Registration> REGISTRATION =
      new Setting<>("registration", "invited", text -> constant(Registration.class, text));

  static final Setting<Duration> ACCESS_TOKEN =
      new Setting<>("access-token-seconds", "600", text -> seconds(text, 30, 86_400));

  static final Setting<Duration> REFRESH_TOKEN =
      new Setting<>("refresh-token-seconds", "2592000", text -> seconds(text, 600, 31_536_000));

  static final Setting<Integer> REQUESTS_PER_MINUTE =
      new Setting<>("requests-per-minute", "6000", text -> (int) number(text, 10, 1_000_000));

  static final Setting<Integer> SIGN_INS_PER_MINUTE =
      new Setting<>("sign-ins-per-minute", "20", text -> (int) number(text, 1, 100_000));

  static final Setting<Integer> FAILURES_UNTIL_LOCKED =
      new Setting<>("failures-until-locked", "10", text -> (int) number(text, 1, 1_000));

  static final Setting<Duration> LOCK =
      new Setting<>("lock-seconds", "900", text -> seconds(text, 1, 86_400));

  static final Setting<Long> BODY_BYTES =
      new Setting<>("body-bytes", "1048576", text -> number(text, 1_024, 1L << 30));

  static final Setting<Duration> IDLE =
      new Setting<>("idle-seconds", "30", text -> seconds(text, 1, 3_600));

  static final Setting<Duration> DRAIN =
      new Setting<>("drain-seconds", "20", text -> seconds(text, 1, 3_600));

  static final Setting<Long> BODY_BYTES_PER_SECOND =
      new Setting<>("body-bytes-per-second", "4096", text -> number(text, 1, 1L << 30));

  static final Setting<List<AddressRange>> TRUSTED_PROXIES =
      new Setting<>(
          "trusted-proxies",
          "",
          text ->
              text.isEmpty()
                  ? List.of()
                  : Arrays.stream(text.split("\\s*,\\s*", -1)).map(AddressRange::of).toList());

  static final Setting<Secret> METRICS_TOKEN = secret("metrics-token-file");

  static final Setting<Optional<Path>> TLS_KEYSTORE =
      new Setting<>("tls-keystore-file", "", Setting::readable);

  static final Setting<Secret> TLS_KEYSTORE_PASSWORD = secret("tls-keystore-password-file");

  /** Empty for {@code files} in the home folder. */
  static final Setting<Optional<URI>> STORAGE =
      new Setting<>("storage", "", false, StorageUri::read);

  static final Setting<Optional<Path>> STORAGE_CONFIGURATION =
      new Setting<>("storage-configuration-file", "", Setting::readable);

  static final Setting<Integer> STORAGE_REPLICATION =
      new Setting<>("storage-replication", "3", text -> (int) number(text, 1, 512));

  static final Setting<Long> FILE_BYTES = bytes("file-bytes", 50L << 30, 1L << 20);

  static final Setting<Long> PART_BYTES =
      new Setting<>(
          "part-bytes", "0", text -> text.equals("0") ? 0L : number(text, 1L << 16, 1L << 30));

  static final Setting<Long> USER_BYTES = bytes("user-bytes", 100L << 30, 0);

  static final Setting<Long> PROJECT_BYTES = bytes("project-bytes", 500L << 30, 0);

  static final Setting<Duration> UPLOAD =
      new Setting<>("upload-seconds", "172800", text -> seconds(text, 60, 31_536_000));

  static final Setting<Duration> BIN =
      new Setting<>("bin-seconds", "2592000", text -> seconds(text, 60, 315_360_000));

  static final Setting<Duration> SWEEP =
      new Setting<>("sweep-seconds", "60", text -> seconds(text, 1, 3_600));

  static final Setting<Duration> HEARTBEAT =
      new Setting<>("heartbeat-seconds", "30", text -> seconds(text, 1, 3_600));

  static final Setting<Duration> ENROLLMENT =
      new Setting<>("enrollment-seconds", "3600", text -> seconds(text, 60, 604_800));

  String variable() {
    return "PACELINE_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private static Optional<Path> readable(String text) {
    require(text.isEmpty() || Files.isReadable(Path.of(text)), "must be a file that can be read");
    return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
  }

  private static String text(String text) {
    require(!text.isBlank(), "must not be empty");
    return text;
  }

  private static Setting<Long> bytes(String name, long byDefault, long least) {
    return new Setting<>(name, String.valueOf(byDefault), text -> number(text, least, 1L << 50));
  }

  private static Duration seconds(String text, long least, long most) {
    return Duration.ofSeconds(number(text, least, most));
  }

  private static long number(String text, long least, long most) {
    String rule = "must be a whole number from %s to %s".formatted(least, most);
    require(text.matches("\\d{1,18}"), rule);
    long number = Long.parseLong(text);
    require(number >= least && number <= most, rule);
    return number;
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String text) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(
        "must be one of " + Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT));
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}
