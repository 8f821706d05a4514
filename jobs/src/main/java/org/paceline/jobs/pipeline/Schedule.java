package org.paceline.jobs.pipeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.paceline.assign.Placement;
import org.paceline.assign.Resources;

/**
 * A plan while it is carried out.
 *
 * @param placements what runs and what is to run, by start
 */
record Schedule(List<Placement> placements) {

  /** Clocks are asked one after the other. */
  private static final double NOW = 1e-3;

  Schedule {
    placements = placements.stream().sorted(Comparator.comparingDouble(Placement::start)).toList();
  }

  /** The same, in which one begins at another time. */
  Schedule moved(Placement placed, double start) {
    List<Placement> all = new ArrayList<>(placements);
    all.remove(placed);
    all.add(
        new Placement(
            placed.task(), placed.machine(), start, start + placed.finish() - placed.start()));
    return new Schedule(all);
  }

  /** The same without a run that has ended. */
  Schedule without(Attempt ended) {
    return new Schedule(
        placements.stream()
            .filter(
                placed ->
                    !placed.task().equals(ended.stage())
                        || !placed.machine().equals(ended.machine()))
            .toList());
  }

  /** The next begin or end after a moment. */
  double nextMoment(double now) {
    double next = Double.POSITIVE_INFINITY;
    for (Placement placed : placements) {
      if (placed.start() > now) {
        next = Math.min(next, placed.start());
      } else if (placed.finish() > now) {
        next = Math.min(next, placed.finish());
      }
    }
    return next;
  }

  /** Whether one may begin now: as planned, or earlier where it is in nobody's way. */
  boolean canBegin(Placement placed, double now, Place place, Board board) {
    return placed.start() <= now + NOW || isInNobodysWay(placed, now, place, board);
  }

  private boolean isInNobodysWay(Placement placed, double now, Place place, Board board) {
    double end = now + placed.finish() - placed.start();
    boolean there =
        place.machine().hours().stream()
            .anyMatch(hours -> hours.from() <= now && end <= hours.until());
    return there
        && placements.stream()
            .filter(other -> other.machine().equals(place.name()) && other != placed)
            .filter(other -> other.start() > now && other.start() < end)
            .allMatch(other -> hasRoom(other.start(), placed, place, board));
  }

  private boolean hasRoom(double moment, Placement placed, Place place, Board board) {
    Resources held = demand(placed, place, board);
    for (Placement other : placements) {
      if (other.machine().equals(place.name())
          && other != placed
          && other.start() <= moment
          && other.finish() > moment) {
        held = Demands.sum(held, demand(other, place, board));
      }
    }
    return Demands.within(held, place.machine().capacity());
  }

  private static Resources demand(Placement placed, Place place, Board board) {
    return Demands.of(board.run(placed.task()).stage(), place);
  }
}
