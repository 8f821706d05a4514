package org.paceline.benchmarks.cifar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.model.Versions;

class RunStoreTest {

  private static final Map<String, String> SETTINGS = Map.of("--epochs", "8", "data", "cifar10");

  @TempDir private Path temporary;
  private Path folder;

  @BeforeEach
  void name() {
    folder = temporary.resolve("runs");
  }

  private RunStore made() throws Exception {
    RunStore store = RunStore.open(folder, SETTINGS);
    store.create(SETTINGS);
    return store;
  }

  @Test
  void whatWasKeptIsFoundAgain() throws Exception {
    RunRecord run = CifarResultTest.run("4:2:1", 3, 10, 0.5, 0.6);
    made().keep(run);
    RunStore again = RunStore.open(folder, SETTINGS);
    assertThat(again.find(new RunKey("4:2:1", 3))).contains(run);
    assertThat(again.find(new RunKey("4:2:1", 4))).isEmpty();
    assertThat(folder.resolve("runs/4-2-1-seed3.json")).isRegularFile();
  }

  @Test
  void aRunOfAnotherBuildIsTold() {
    RunRecord run = CifarResultTest.run("4:2:1", 3, 10, 0.5, 0.6);
    assertThat(run.ofOtherVersions()).isTrue();
    RunRecord ours =
        new RunRecord(
            run.row(),
            run.seed(),
            run.finished(),
            run.processor(),
            run.limiter(),
            Versions.all(),
            run.workers(),
            run.examples(),
            run.seconds(),
            run.wallSeconds(),
            run.efficiency(),
            run.curve());
    assertThat(ours.ofOtherVersions()).isFalse();
  }

  @Test
  void runsWithOtherSettingsAreNotMixed() throws Exception {
    made();
    assertThatThrownBy(() -> RunStore.open(folder, Map.of("--epochs", "4", "data", "cifar10")))
        .hasMessage(
            "--output %s has runs with --epochs 8, not 4; give another folder".formatted(folder));
    assertThatThrownBy(
            () ->
                RunStore.open(folder, Map.of("--epochs", "8", "data", "cifar10", "--skew", "0.1")))
        .hasMessageContaining("has runs with --skew absent, not 0.1");
  }

  @Test
  void aFolderOfOtherThingsIsRefusedAndAnEmptyOneTaken() throws Exception {
    Files.createDirectories(folder);
    assertThat(RunStore.open(folder, SETTINGS).folder()).isEqualTo(folder);
    Files.writeString(folder.resolve("thesis.txt"), "do not touch");
    assertThatThrownBy(() -> RunStore.open(folder, SETTINGS))
        .hasMessageStartingWith("--output %s holds something else".formatted(folder));
  }

  @Test
  void aTornRunIsNamed() throws Exception {
    RunStore store = made();
    Files.writeString(folder.resolve("runs/equal-seed1.json"), "{\"row\":");
    assertThatThrownBy(() -> store.find(new RunKey("equal", 1)))
        .hasMessageContaining("equal-seed1.json cannot be read")
        .hasMessageEndingWith("remove it to have the run done again");
  }

  @Test
  void aFolderIsOfOneCallAtATime() throws Exception {
    RunStore store = made();
    FileChannel first = store.lock();
    assertThatThrownBy(store::lock)
        .hasMessageStartingWith("--output %s is in use by another call".formatted(folder));
    first.close();
    store.lock().close();
  }
}
