package org.paceline.submitter.machine;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * What an owner allows; "stop now" is a pause, apart from these.
 *
 * @param hours when the machine may work; always where there are none
 * @param zone whose clock the hours are of, UTC unless given
 * @param maximumShare of its cores and memory, above 0 to 1
 * @param projects who may use it; nobody else sees it
 */
record Rules(List<Window> hours, String zone, Double maximumShare, List<UUID> projects) {

  private static final int MOST_HOURS = 32;
  private static final int MOST_PROJECTS = 100;

  Rules {
    hours = nonNull("hours", hours);
    projects = nonNull("projects", projects).stream().distinct().toList();
    zone = zone == null ? "UTC" : zone;
    maximumShare = maximumShare == null ? 1 : maximumShare;
    if (hours.size() > MOST_HOURS) {
      throw new IllegalArgumentException(
          "hours must be at most %s, not %s".formatted(MOST_HOURS, hours.size()));
    }
    if (projects.size() > MOST_PROJECTS) {
      throw new IllegalArgumentException(
          "projects must be at most %s, not %s".formatted(MOST_PROJECTS, projects.size()));
    }
    if (!(maximumShare > 0 && maximumShare <= 1)) {
      throw new IllegalArgumentException(
          "maximumShare must be above 0 and at most 1, not " + maximumShare);
    }
    try {
      ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "zone must be one like Europe/Berlin, not '%s'".formatted(zone), e);
    }
  }

  private static <T> List<T> nonNull(String what, List<T> given) {
    List<T> some = given == null ? List.of() : given;
    if (some.stream().anyMatch(Objects::isNull)) {
      throw new IllegalArgumentException(what + " must not hold null");
    }
    return List.copyOf(some);
  }

  boolean open(Instant now) {
    return hours.isEmpty() || hours.stream().anyMatch(w -> w.holds(now.atZone(ZoneId.of(zone))));
  }

  String keptHours() {
    return String.join(",", hours.stream().map(Window::toString).toList());
  }
}
