package org.paceline.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrialCacheTest {

  private static final TrialKey KEY = new TrialKey("host|EPYC|0.500", "f00d", 32);
  private static final Speed SPEED = new Speed(123.456, 0, SpeedGrade.TRIAL);

  @TempDir private Path folder;

  @Test
  void aSpeedIsFoundAgainThroughTheFile() {
    Path file = folder.resolve("deep/down/trials.json");
    TrialCache cache = TrialCache.open(file);
    cache.put(KEY, SPEED);
    cache.save();
    assertThat(TrialCache.open(file).find(KEY)).contains(SPEED);
  }

  @Test
  void anotherMachineNetworkOrBatchSizeIsAnotherKey() {
    TrialCache cache = TrialCache.open(file());
    cache.put(KEY, SPEED);
    assertThat(cache.find(new TrialKey("host|EPYC|0.250", "f00d", 32))).isEmpty();
    assertThat(cache.find(new TrialKey("host|EPYC|0.500", "beef", 32))).isEmpty();
    assertThat(cache.find(new TrialKey("host|EPYC|0.500", "f00d", 64))).isEmpty();
  }

  @Test
  void nothingIsWrittenBeforeItIsSaved() {
    TrialCache.open(file()).put(KEY, SPEED);
    assertThat(file()).doesNotExist();
  }

  @Test
  void aMissingFileIsAnEmptyCache() {
    assertThat(TrialCache.open(file()).find(KEY)).isEmpty();
    assertThat(file()).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{\"a\": 1", "[1, 2]", "{\"a\": \"fast\"}", "\u0000\u0001"})
  void aCorruptFileCostsNoMoreThanItsContent(String content) throws IOException {
    Files.writeString(file(), content);
    TrialCache cache = TrialCache.open(file());
    assertThat(cache.find(KEY)).isEmpty();
    cache.put(KEY, SPEED);
    cache.save();
    assertThat(TrialCache.open(file()).find(KEY)).contains(SPEED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-3.5", "1e999", "null", "\"NaN\""})
  void aSpeedThatCannotBeIsNotFound(String value) throws IOException {
    Files.writeString(file(), "{\"" + KEY + "\": " + value + "}");
    assertThat(TrialCache.open(file()).find(KEY)).isEmpty();
  }

  @Test
  void aForgottenSpeedIsGoneFromTheFileToo() {
    TrialKey other = new TrialKey("other", "f00d", 32);
    TrialCache cache = TrialCache.open(file());
    cache.put(KEY, SPEED);
    cache.put(other, SPEED);
    cache.save();
    TrialCache again = TrialCache.open(file());
    again.forget(KEY);
    again.save();
    assertThat(TrialCache.open(file()).find(KEY)).isEmpty();
    assertThat(TrialCache.open(file()).find(other)).contains(SPEED);
  }

  @Test
  void savingReplacesTheFileAndLeavesNoTemporaryOne() throws IOException {
    TrialCache cache = TrialCache.open(file());
    for (int i = 1; i <= 3; i++) {
      cache.put(KEY, new Speed(i, 0, SpeedGrade.TRIAL));
      cache.save();
    }
    assertThat(names()).containsExactly("trials.json");
    assertThat(TrialCache.open(file()).find(KEY).orElseThrow().examplesPerSecond()).isEqualTo(3);
  }

  @Test
  void aPlaceThatCannotBeWrittenDoesNotStopTheRun() throws IOException {
    Path blocked = Files.writeString(folder.resolve("file"), "not a folder").resolve("trials.json");
    TrialCache cache = TrialCache.open(blocked);
    cache.put(KEY, SPEED);
    assertThatCode(cache::save).doesNotThrowAnyException();
    assertThat(cache.find(KEY)).contains(SPEED);
    assertThat(names()).containsExactly("file");
  }

  @Test
  void theUsualFileLiesInTheUsersCache() {
    assertThat(TrialCache.defaultFile())
        .isAbsolute()
        .endsWithRaw(Path.of("paceline", "trials.json"));
  }

  private Path file() {
    return folder.resolve("trials.json");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(path -> path.getFileName().toString()).toList();
    }
  }
}
