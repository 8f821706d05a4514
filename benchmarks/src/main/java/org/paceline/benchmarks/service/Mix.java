package org.paceline.benchmarks.service;

import java.util.List;
import java.util.function.Function;

/** What people do, and how often: about four requests in five read. */
final class Mix {

  private static final List<Share> SHARES =
      List.of(
          new Share(120, Reads::account),
          new Share(150, Reads::projects),
          new Share(120, Reads::project),
          new Share(80, Reads::members),
          new Share(120, Reads::machines),
          new Share(50, Reads::machine),
          new Share(100, Reads::files),
          new Share(90, Reads::content),
          new Share(30, Writes::makeOrDelete),
          new Share(25, Writes::inviteCode),
          new Share(30, Writes::rename),
          new Share(25, Writes::rules),
          new Share(35, Writes::heartbeat),
          new Share(4, Writes::exchange),
          new Share(1, Writes::signIn),
          new Share(10, Transfers::upload),
          new Share(10, Transfers::shelve));

  private static final int ALL = SHARES.stream().mapToInt(Share::weight).sum();

  /** Access tokens hold for ten minutes. */
  private static final long TOKEN_NANOS = 300_000_000_000L;

  private Mix() {}

  /**
   * A thing to do.
   *
   * @param weight how often, of the sum of all
   * @param steps its requests, one after the other
   */
  private record Share(int weight, Function<Person, List<Step>> steps) {}

  static List<Step> next(Person person) {
    if (System.nanoTime() - person.tokenNanos > TOKEN_NANOS) {
      return Writes.exchange(person);
    }
    int drawn = person.random.nextInt(ALL);
    for (Share share : SHARES) {
      drawn -= share.weight();
      if (drawn < 0) {
        return share.steps().apply(person);
      }
    }
    throw new IllegalStateException("weights do not add up");
  }
}
