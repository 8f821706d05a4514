package org.paceline.assign;

/**
 * When a machine is there: a task begins and ends within one window.
 *
 * @param from seconds after the plan's begin
 * @param until later than {@code from}; infinite where it stays
 */
public record Window(double from, double until) {

  /** From the plan's begin for ever. */
  public static final Window ALWAYS = new Window(0, Double.POSITIVE_INFINITY);

  /** Checks the order of both. */
  public Window {
    Amounts.finite("the begin of a machine's hours", from);
    if (!(until > from)) {
      throw new IllegalArgumentException(
          "a machine's hours must end after they begin, not from %s until %s"
              .formatted(from, until));
    }
  }
}
