package org.paceline.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.jobs.cli.WalkThrough.Step;
import org.paceline.testing.TimeLimit;

/**
 * What the README tells a team to type, typed: the service, the agent and each command are
 * processes, the first sending of the data set is killed half-way.
 */
class WalkThroughIT {

  private static final int RECORD = 3073;
  private static final int RECORDS = 8_000;
  private static final int CLASSES = 10;
  private static final long PARTS =
      ((long) RECORD * RECORDS + Team.PART_BYTES - 1) / Team.PART_BYTES;
  private static final int AT_A_TIME = 3;

  @TempDir private Path folder;
  private boolean brokenOff;

  @Test
  void aTeamSharesItsMachines() throws Exception {
    walkThrough(Database.H2);
  }

  @Test
  @Tag("chaos")
  @Tag("slow")
  void aTeamSharesItsMachinesOnPostgres() throws Exception {
    walkThrough(Database.POSTGRESQL);
  }

  private void walkThrough(Database database) throws Exception {
    Files.write(folder.resolve("train.bin"), dataSet());
    Files.writeString(folder.resolve("notes.txt"), "the third batch is noisy\n");
    List<Step> steps = WalkThrough.steps();
    assertThat(steps).hasSizeGreaterThan(20);
    try (Team team = new Team(folder, database.settings())) {
      for (Step step : steps) {
        check(team, step);
      }
      assertThat(brokenOff).isTrue();
    }
  }

  /** In the format of CIFAR-10: a label and an image a record. */
  private static byte[] dataSet() {
    byte[] bytes = new byte[RECORD * RECORDS];
    new Random(1).nextBytes(bytes);
    for (int record = 0; record < RECORDS; record++) {
      bytes[record * RECORD] = (byte) (record % CLASSES);
    }
    return bytes;
  }

  private void check(Team team, Step step) throws Exception {
    if (step.command().contains("data push train.bin") && !brokenOff) {
      breakOff(team, step);
      return;
    }
    String said = team.types(step);
    switch (words(step)) {
      case "machine list" ->
          assertThat(said.lines())
              .anyMatch(line -> line.matches("tower +ada +RTX 3090 .* away +digits .*"))
              .anyMatch(line -> line.matches("laptop +bob .* idle +digits .*"));
      case "data push" -> checkSent(team, step, said);
      case "data pull" -> checkCopy();
      case "data list" -> checkExpiry(team, said);
      case "files delete" -> assertThat(team.types("ada", "data list")).doesNotContain("train.bin");
      case "files bin" -> assertThat(said).contains("train.bin");
      case "files restore" -> {
        Files.delete(folder.resolve("copy.bin"));
        team.types("bob", "data pull train.bin --project digits copy.bin");
        checkCopy();
      }
      case "project audit" ->
          assertThat(said.lines().map(line -> line.split(" {2,}", -1)[2]))
              .containsSubsequence(
                  "project.created",
                  "project.joined",
                  "machine.lent",
                  "file.added",
                  "file.binned",
                  "file.restored");
      default -> assertThat(said).as(step.command()).isNotBlank();
    }
  }

  private static String words(Step step) {
    String[] words = step.command().split(" ", -1);
    return words[1] + (words.length > 2 ? " " + words[2] : "");
  }

  /** Killed as a lost computer is; what has arrived is not yet a file. */
  private void breakOff(Team team, Step step) {
    team.network().stopAfter(PARTS / 2 * Team.PART_BYTES);
    try (PacelineProcess sending = team.begins(step)) {
      await().atMost(TimeLimit.GENEROUS).until(() -> team.partsWritten() >= PARTS / 4);
    }
    team.network().cut();
    assertThat(team.partsWritten()).as("parts before it was killed").isLessThan(PARTS);
    assertThat(team.types("ada", "data list")).doesNotContain("train.bin");
    assertThat(team.types("ada", "files uploads")).contains("train.bin");
    brokenOff = true;
  }

  private static void checkSent(Team team, Step step, String said) {
    assertThat(said).contains(" sent: ");
    if (step.command().contains("train.bin")) {
      assertThat(team.partsWritten()).as("parts, none of them twice").isEqualTo(PARTS);
      assertThat(team.partsThatCameAgain())
          .as("at most those that were on their way when it was killed")
          .isLessThanOrEqualTo(AT_A_TIME);
    }
  }

  private void checkCopy() throws Exception {
    assertThat(folder.resolve("copy.bin")).hasSameBinaryContentAs(folder.resolve("train.bin"));
    try (var left = Files.list(folder)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .noneMatch(name -> name.endsWith(".part"));
    }
  }

  private static void checkExpiry(Team team, String said) {
    assertThat(said.lines())
        .anyMatch(line -> line.startsWith("train.bin "))
        .anyMatch(line -> line.startsWith("notes.txt "));
    // Of theirs nobody waits for the end: an hour.
    team.types("bob", "data push notes.txt --name brief.txt --member ada --short-term --ttl 1s");
    await()
        .atMost(TimeLimit.GENEROUS)
        .until(() -> !team.types("ada", "data list").contains("brief.txt"));
  }
}
