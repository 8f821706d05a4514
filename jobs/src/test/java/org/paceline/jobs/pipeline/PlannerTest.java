package org.paceline.jobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.paceline.assign.Assignment;
import org.paceline.assign.Machine;
import org.paceline.assign.Placement;
import org.paceline.assign.Resources;
import org.paceline.assign.Window;

class PlannerTest {

  private static final Machine ONE = Machine.of("one", Resources.of("cores", 1));

  private static Stage stage(String name, double seconds, String... after) {
    return new Stage(
        name,
        "keep-best",
        List.of(),
        List.of(after),
        1,
        0,
        OptionalDouble.of(seconds),
        Optional.empty(),
        1,
        OptionalDouble.empty());
  }

  private static Board board(Machine machine, Stage... stages) {
    Pipeline pipeline =
        new Pipeline("p", Path.of("/"), List.of(new Place(machine, List.of())), List.of(stages));
    return Board.of(pipeline);
  }

  private static Planner planner(Board board) {
    return new Planner(board.pipeline(), "best", stage -> stage.seconds().orElseThrow());
  }

  private static Placement of(Assignment plan, String stage) {
    return plan.placements().stream().filter(p -> p.task().equals(stage)).findFirst().orElseThrow();
  }

  @Test
  void whatRunsStaysAndWhatIsOverdueKeepsItsPlaceForAWhile() {
    Board board = board(ONE, stage("a", 10), stage("b", 10, "a"));
    board.run("a").begins(Attempt.begun("a", 1, "one", 0));
    Planner planner = planner(board);
    assertThat(of(planner.plan(board, 4), "b").start()).isEqualTo(10);
    assertThat(of(planner.plan(board, 100), "b").start()).isEqualTo(125);
  }

  @Test
  void aFastMachineTakesLess() {
    Board board = board(ONE.withSpeed(4), stage("a", 10));
    assertThat(of(planner(board).plan(board, 0), "a").finish()).isEqualTo(2.5);
  }

  @Test
  void aCopyIsNotPlannedWhereAnotherOfThisTryFailed() {
    Stage twice =
        new Stage(
            "a",
            "keep-best",
            List.of(),
            List.of(),
            2,
            0,
            OptionalDouble.of(10),
            Optional.empty(),
            1,
            OptionalDouble.empty());
    List<Place> places =
        List.of("slow", "fast").stream()
            .map(name -> Machine.of(name, Resources.of("cores", 1)))
            .map(machine -> machine.id().equals("fast") ? machine.withSpeed(9) : machine)
            .map(machine -> new Place(machine, List.of()))
            .toList();
    Board board = Board.of(new Pipeline("p", Path.of("/"), places, List.of(twice)));
    Attempt failed = Attempt.begun("a", 1, "fast", 0);
    board.run("a").begins(failed);
    board.run("a").ends(failed.ended(Attempt.End.FAILED, 1, 1));
    assertThat(planner(board).plan(board, 1).placements())
        .extracting(Placement::machine)
        .containsExactly("slow");
  }

  /** What runs must not end with it. */
  @Test
  void whatCannotBePlannedHasNoPlace() {
    Board board = board(ONE, stage("a", 10));
    Planner endless = new Planner(board.pipeline(), "best", stage -> 1e300);
    assertThat(endless.plan(board, 0).placements()).isEmpty();
  }

  @Test
  void whatMayBeginEarlierDoesWhereItIsInNobodysWay() {
    Board board = board(ONE, stage("a", 10), stage("b", 10));
    Place place = board.pipeline().place("one");
    Placement a = new Placement("a", "one", 20, 30);
    Placement b = new Placement("b", "one", 40, 50);
    Schedule schedule = new Schedule(List.of(b, a));
    assertThat(schedule.canBegin(a, 5, place, board)).isTrue();
    assertThat(schedule.canBegin(b, 5, place, board)).isTrue();
    assertThat(schedule.canBegin(b, 15, place, board)).isFalse();
    assertThat(schedule.moved(a, 5).placements())
        .containsExactly(new Placement("a", "one", 5, 15), b);
    assertThat(schedule.nextMoment(25)).isEqualTo(30);
  }

  @Test
  void hoursAreKeptAndThatTheyAreOverIsSeen() {
    Board board = board(ONE.withHours(List.of(new Window(50, 100))), stage("a", 10));
    Planner planner = planner(board);
    assertThat(of(planner.plan(board, 0), "a").start()).isEqualTo(50);
    assertThat(planner.outOfHours(board, 90)).isEmpty();
    planner.checkHours(board);
    Planner slow = new Planner(board.pipeline(), "best", stage -> 51);
    assertThatThrownBy(() -> slow.checkHours(board))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("stage a takes 51.0 s on a machine of speed 1");
    assertThat(planner.outOfHours(board, 91))
        .extracting(run -> run.stage().name())
        .containsExactly("a");
    Schedule schedule = new Schedule(List.of(new Placement("a", "one", 60, 70)));
    Place place = board.pipeline().place("one");
    assertThat(schedule.canBegin(schedule.placements().get(0), 40, place, board)).isFalse();
  }
}
