package org.paceline.submitter.machine;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DayOfWeek;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hours of some days of the week, written {@code mon-fri 18:00-08:00}. An end that is not after the
 * beginning is on the day after.
 *
 * @param firstDay the first day on which it begins
 * @param lastDay the last day on which it begins
 * @param from minute of the day
 * @param to minute of the day, from which it does not hold any more
 */
record Window(DayOfWeek firstDay, DayOfWeek lastDay, int from, int to) {

  private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
  private static final String TIME = "([01]\\d|2[0-4]):([0-5]\\d)";
  private static final Pattern FORM =
      Pattern.compile("([a-z]{3})(?:-([a-z]{3}))? " + TIME + "-" + TIME);
  private static final int DAY = 24 * 60;
  private static final int WEEK = 7;

  @JsonCreator
  static Window parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()
        || !DAYS.contains(matcher.group(1))
        || (matcher.group(2) != null && !DAYS.contains(matcher.group(2)))) {
      throw wrong(text);
    }
    int first = DAYS.indexOf(matcher.group(1)) + 1;
    int last = matcher.group(2) == null ? first : DAYS.indexOf(matcher.group(2)) + 1;
    int from = minute(matcher, 3);
    int to = minute(matcher, 5);
    if (from >= DAY || to > DAY) {
      throw wrong(text);
    }
    return new Window(DayOfWeek.of(first), DayOfWeek.of(last), from, to);
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException(
        "hours must be like 'mon-fri 18:00-08:00' or 'sat 00:00-24:00', not '%s'".formatted(text));
  }

  private static int minute(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group)) * 60 + Integer.parseInt(matcher.group(group + 1));
  }

  /** Whether it holds at a time, by that time's zone. */
  boolean holds(ZonedDateTime time) {
    int minute = time.getHour() * 60 + time.getMinute();
    DayOfWeek day = time.getDayOfWeek();
    if (to > from) {
      return begins(day) && minute >= from && minute < to;
    }
    return (begins(day) && minute >= from) || (begins(day.minus(1)) && minute < to);
  }

  /** Days go round: {@code sat-mon} is three of them. */
  private boolean begins(DayOfWeek day) {
    int length = Math.floorMod(lastDay.getValue() - firstDay.getValue(), WEEK);
    return Math.floorMod(day.getValue() - firstDay.getValue(), WEEK) <= length;
  }

  @JsonValue
  @Override
  public String toString() {
    String first = DAYS.get(firstDay.getValue() - 1);
    String days = firstDay == lastDay ? first : first + "-" + DAYS.get(lastDay.getValue() - 1);
    return String.format(
        Locale.ROOT, "%s %02d:%02d-%02d:%02d", days, from / 60, from % 60, to / 60, to % 60);
  }

  /** Several, as the table keeps them. */
  static List<Window> all(String kept) {
    return kept.isEmpty()
        ? List.of()
        : Arrays.stream(kept.split(",", -1)).map(Window::parse).toList();
  }
}
