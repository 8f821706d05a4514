package org.paceline.jobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.assign.Machine;
import org.paceline.assign.Resources;
import org.paceline.jobs.pipeline.Attempt.End;
import org.paceline.jobs.pipeline.StageRun.State;

/** What a coordinator makes of a journal. */
class HistoryTest {

  private static final Stage A = stage("a", 1);
  private static final Stage B = stage("b", 1, "a");

  @TempDir private Path folder;

  private static Stage stage(String name, int copies, String... after) {
    return new Stage(
        name,
        "keep-best",
        List.of(),
        List.of(after),
        copies,
        0,
        OptionalDouble.empty(),
        Optional.empty(),
        1,
        OptionalDouble.empty());
  }

  private static Attempt attempt(Stage stage, int number) {
    return Attempt.begun(stage.name(), number, "m" + number, number);
  }

  private static Event begins(Stage stage, int number) {
    return Event.begins(attempt(stage, number), stage.definition());
  }

  private static Event ends(Stage stage, int number, End end) {
    return Event.ends(attempt(stage, number).ended(end, end == End.DONE ? 0 : 1, number + 1));
  }

  private Board board(List<Stage> stages, Event... events) throws InterruptedException {
    try (Journal journal = Journal.open(folder)) {
      journal.add(Event.session(0, new Event.Session("p", 0, "/", Map.of())));
      List.of(events).forEach(journal::add);
    }
    for (Event event : events) {
      if (event.attempt().end() == End.DONE) {
        leaveDone(event.attempt().stage(), event.attempt().number());
      }
    }
    return board(stages);
  }

  private void leaveDone(String stage, int number) {
    AttemptFolder attempt = AttemptFolder.of(folder, stage, number);
    try {
      Files.createDirectories(attempt.path());
      attempt.done();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Board board(List<Stage> stages) throws InterruptedException {
    List<Place> places =
        List.of("m1", "m2").stream()
            .map(name -> new Place(Machine.of(name, Resources.of("cores", 1)), List.of()))
            .toList();
    Teller teller =
        new Teller(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
    try (PipelineFolder open = PipelineFolder.open(folder, Durations.usual())) {
      return History.of(open, teller, 0, () -> 9).board(new Pipeline("p", folder, places, stages));
    }
  }

  @Test
  void whatIsDoneIsDone() throws Exception {
    Board board =
        board(
            List.of(A, B), begins(A, 1), ends(A, 1, End.DONE), begins(B, 1), ends(B, 1, End.DONE));
    assertThat(board.allDone()).isTrue();
  }

  /** The first of two stages ran again, and its coordinator was killed before the second did. */
  @Test
  void whatRanBeforeWhatItIsAfterRunsAgain() throws Exception {
    Board board =
        board(
            List.of(A, B),
            begins(A, 1),
            ends(A, 1, End.DONE),
            begins(B, 1),
            ends(B, 1, End.DONE),
            begins(A, 2),
            ends(A, 2, End.DONE));
    assertThat(board.run("a").state()).isEqualTo(State.DONE);
    assertThat(board.run("b").state()).isEqualTo(State.WAITING);
    assertThat(board.run("b").nextNumber()).isEqualTo(2);
  }

  @Test
  void ofTwoCopiesThatEndedUnseenOneCounts() throws Exception {
    Stage two = stage("a", 2);
    for (int number = 1; number <= 2; number++) {
      leaveDone("a", number);
    }
    Board board = board(List.of(two), begins(two, 1), begins(two, 2));
    assertThat(board.run("a").attempts())
        .extracting(Attempt::end)
        .containsExactly(End.DONE, End.STOPPED);
    assertThat(JournalReader.read(folder)).hasSize(5);
  }

  /** The file was changed, and the coordinator killed when what runs anew had just been done. */
  @Test
  void aRunOfANewDefinitionThatEndedUnseenCounts() throws Exception {
    Stage changed =
        new Stage(
            "a",
            "keep-best",
            List.of("--by", "macroF1"),
            List.of(),
            1,
            0,
            OptionalDouble.empty(),
            Optional.empty(),
            1,
            OptionalDouble.empty());
    leaveDone("a", 2);
    Board board = board(List.of(changed), begins(A, 1), ends(A, 1, End.DONE), begins(changed, 2));
    assertThat(board.run("a").done()).map(Attempt::number).hasValue(2);
  }

  /** So was the stage before it. */
  @Test
  void aRunAfterAnAncestorsThatEndedUnseenCounts() throws Exception {
    leaveDone("b", 2);
    Board board =
        board(
            List.of(A, B),
            begins(A, 1),
            ends(A, 1, End.DONE),
            begins(B, 1),
            ends(B, 1, End.DONE),
            begins(A, 2),
            ends(A, 2, End.DONE),
            begins(B, 2));
    assertThat(board.allDone()).isTrue();
    assertThat(board.run("b").done()).map(Attempt::number).hasValue(2);
  }

  @Test
  void aDoneStageWhoseFolderIsLostOrDamagedRunsAgainAndWhatIsAfterIt() throws Exception {
    Event[] events = {begins(A, 1), ends(A, 1, End.DONE), begins(B, 1), ends(B, 1, End.DONE)};
    assertThat(board(List.of(A, B), events).allDone()).isTrue();
    Path done = AttemptFolder.of(folder, "a", 1).path().resolve("done.json");
    Files.writeString(done, "{\"fin");
    assertThat(board(List.of(A, B)).open()).hasSize(2);
    Files.delete(done);
    assertThat(board(List.of(A, B)).open()).hasSize(2);
  }

  @Test
  void aRunThatLeftNothingWasInterrupted() throws Exception {
    Board board = board(List.of(A), begins(A, 1));
    assertThat(board.run("a").state()).isEqualTo(State.WAITING);
    assertThat(board.run("a").attempts()).extracting(Attempt::end).containsExactly(End.INTERRUPTED);
  }

  @Test
  void aFailureOfAnEarlierSessionIsForgotten() throws Exception {
    Board board = board(List.of(A), begins(A, 1), ends(A, 1, End.FAILED));
    assertThat(board.run("a").state()).isEqualTo(State.WAITING);
    assertThat(board.run("a").notBefore()).isZero();
  }

  /** Its process comes up only after the next coordinator has ended the run. */
  @Test
  void aRunThatWasEndedDoesNotBegin() throws IOException {
    AttemptFolder attempt = AttemptFolder.of(folder, "a", 1);
    Files.createDirectories(attempt.path());
    assertThat(attempt.end()).isTrue();
    assertThat(attempt.take()).isEmpty();
  }
}
