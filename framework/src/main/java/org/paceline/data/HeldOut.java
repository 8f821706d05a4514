package org.paceline.data;

import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.paceline.base.Seeds;

/**
 * A set in two parts: most of it to be trained, some to validate on. Which an example belongs to is
 * decided by its position alone, so that both parts are the same in every run.
 *
 * @param training to be trained
 * @param validation not to be trained
 */
public record HeldOut(Examples training, Examples validation) {

  private static final long SALT = 0x68656c64206f7574L;

  /**
   * Holds some out.
   *
   * @param whole the set
   * @param fraction about how much of it is held out, more than 0 and less than 1
   * @return both parts
   * @throws IllegalArgumentException if the fraction is out of its range, or so small or large that
   *     a part of these examples would be empty
   */
  public static HeldOut of(Examples whole, double fraction) {
    if (!(fraction > 0 && fraction < 1)) {
      throw new IllegalArgumentException(
          "the part to validate on must be more than 0 and less than 1, not " + fraction);
    }
    IntPredicate held = position -> draw(position) < fraction;
    int[] validation = IntStream.range(0, whole.size()).filter(held).toArray();
    int[] training = IntStream.range(0, whole.size()).filter(held.negate()).toArray();
    if (validation.length == 0 || training.length == 0) {
      throw new IllegalArgumentException(
          "a part of %s of %s examples leaves none to %s"
              .formatted(fraction, whole.size(), validation.length == 0 ? "validate on" : "train"));
    }
    return new HeldOut(new SomeExamples(whole, training), new SomeExamples(whole, validation));
  }

  /** From 0 to 1, evenly. */
  private static double draw(int position) {
    return (Seeds.mix(SALT, position) >>> 11) * 0x1.0p-53;
  }
}
