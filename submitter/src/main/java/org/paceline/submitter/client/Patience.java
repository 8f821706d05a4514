package org.paceline.submitter.client;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * How long one tries again. Pauses double up to ten seconds, each shortened by chance by up to a
 * half so that clients which failed together do not come back together; the service's {@code
 * Retry-After} is kept where it is longer. Immutable, thread-safe.
 */
public final class Patience {

  private static final long FIRST_MILLIS = 200;
  private static final long LONGEST_MILLIS = 10_000;

  private final Duration most;
  private final Pause pause;
  private final DoubleSupplier chance;

  /** Waits. */
  @FunctionalInterface
  public interface Pause {

    /**
     * Returns later.
     *
     * @param millis how much later
     * @throws InterruptedException if it is not to wait on
     */
    void of(long millis) throws InterruptedException;
  }

  /**
   * Sets the limit.
   *
   * @param most the sum of all pauses between the attempts of one request
   * @param pause waits
   * @param chance numbers from 0 to 1
   */
  public Patience(Duration most, Pause pause, DoubleSupplier chance) {
    this.most = most;
    this.pause = pause;
    this.chance = chance;
  }

  /**
   * That of somebody who waits at a terminal.
   *
   * @return two seconds of pauses
   */
  public static Patience usual() {
    return ofSeconds(2);
  }

  /**
   * That of a transfer, which outlives a restart of the service.
   *
   * @return five minutes of pauses for each part
   */
  public static Patience ofTransfer() {
    return ofSeconds(300);
  }

  private static Patience ofSeconds(int seconds) {
    return new Patience(
        Duration.ofSeconds(seconds), Thread::sleep, () -> ThreadLocalRandom.current().nextDouble());
  }

  /**
   * Tries until it succeeds.
   *
   * @param attempt may be tried again
   * @param passing which failures may pass by themselves
   * @param <T> the result
   * @return the result of the first attempt that succeeds
   * @throws RuntimeException the last failure, when it is no passing one or patience has ended
   */
  public <T> T ask(Supplier<T> attempt, Predicate<RuntimeException> passing) {
    long left = most.toMillis();
    long next = FIRST_MILLIS;
    while (true) {
      try {
        return attempt.get();
      } catch (RefusedException | UnreachableException e) {
        long millis = Math.max((long) (next * (1 - chance.getAsDouble() / 2)), told(e));
        left -= millis;
        if (left < 0 || !passing.test(e)) {
          throw e;
        }
        await(millis);
        next = Math.min(LONGEST_MILLIS, next * 2);
      }
    }
  }

  private static long told(RuntimeException e) {
    return e instanceof RefusedException refused ? refused.retryAfterSeconds() * 1000 : 0;
  }

  private void await(long millis) {
    try {
      pause.of(millis);
    } catch (InterruptedException e) {
      throw Transport.interrupted(e);
    }
  }
}
