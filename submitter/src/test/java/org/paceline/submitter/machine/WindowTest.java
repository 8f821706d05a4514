package org.paceline.submitter.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowTest {

  /** 2026-11-23 is a Monday. */
  @ParameterizedTest
  @CsvSource({
    "mon-fri 18:00-08:00, 2026-11-23T18:00Z, true",
    "mon-fri 18:00-08:00, 2026-11-23T17:59Z, false",
    "mon-fri 18:00-08:00, 2026-11-23T07:59Z, false",
    "mon-fri 18:00-08:00, 2026-11-24T07:59Z, true",
    "mon-fri 18:00-08:00, 2026-11-24T08:00Z, false",
    "mon-fri 18:00-08:00, 2026-11-28T07:00Z, true",
    "mon-fri 18:00-08:00, 2026-11-28T19:00Z, false",
    "sat 00:00-24:00, 2026-11-28T23:59Z, true",
    "sat 00:00-24:00, 2026-11-29T00:00Z, false",
    "sat-mon 09:00-10:00, 2026-11-23T09:30Z, true",
    "sat-mon 09:00-10:00, 2026-11-24T09:30Z, false"
  })
  void holds(String window, ZonedDateTime time, boolean holds) {
    assertThat(Window.parse(window).holds(time)).isEqualTo(holds);
    assertThat(Window.parse(window)).hasToString(window);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "mon", "mon 8-9", "may 08:00-09:00", "mon 24:00-08:00", "mon 08:00-24:30"})
  void whatIsNoneIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Window.parse(text))
        .withMessage(
            "hours must be like 'mon-fri 18:00-08:00' or 'sat 00:00-24:00', not '%s'", text);
  }

  @ParameterizedTest
  @CsvSource({"UTC, false", "Europe/Berlin, true"})
  void hoursAreOfTheOwnersZone(String zone, boolean open) {
    Rules rules = new Rules(List.of(Window.parse("mon 18:00-19:00")), zone, null, null);
    assertThat(rules.open(Instant.parse("2026-11-23T17:30:00Z"))).isEqualTo(open);
  }

  /** In 2026 Berlin's clocks skip 02:00 to 03:00 on 29 March and repeat it on 25 October. */
  @ParameterizedTest
  @CsvSource({
    "sun 02:00-03:00, 2026-03-29T00:59:59Z, false",
    "sun 02:00-03:00, 2026-03-29T01:00:00Z, false",
    "sun 02:00-03:00, 2026-10-25T00:30:00Z, true",
    "sun 02:00-03:00, 2026-10-25T01:30:00Z, true",
    "sun 02:00-03:00, 2026-10-25T02:00:00Z, false",
    "sat 22:00-06:00, 2026-03-29T03:59:00Z, true",
    "sat 22:00-06:00, 2026-03-29T04:00:00Z, false",
    "sat 22:00-06:00, 2026-10-25T04:59:00Z, true",
    "sat 22:00-06:00, 2026-10-25T05:00:00Z, false"
  })
  void hoursFollowTheClockWhenItIsSet(String window, Instant time, boolean open) {
    Rules rules = new Rules(List.of(Window.parse(window)), "Europe/Berlin", null, null);
    assertThat(rules.open(time)).isEqualTo(open);
  }
}
