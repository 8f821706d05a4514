package org.paceline.submitter.user;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.paceline.submitter.config.Settings;
import org.paceline.submitter.secret.RandomCode;
import org.paceline.submitter.web.Problem;

/**
 * Keeps those from guessing who were wrong too often: one address about one name, and all addresses
 * about one name, but then not those that its owner has signed in from. Names that do not exist are
 * counted as well, so that a lock does not tell them apart. Thread-safe, and the same at all
 * instances.
 */
final class LockOut {

  /** From everywhere together so many times as many are allowed as from one address. */
  static final int EVERYWHERE_TIMES = 10;

  private final Jdbi jdbi;
  private final Clock clock;
  private final int most;
  private final Duration lock;

  LockOut(Jdbi jdbi, Clock clock, Settings settings) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.most = settings.failuresUntilLocked();
    this.lock = settings.lock();
  }

  /** Passwords are typed into the place of names at times: what was typed is not kept. */
  private static String kept(String name) {
    return RandomCode.hash(name);
  }

  private record Pair(SignInCount here, SignInCount everywhere) {}

  /**
   * Before the password is looked at, to save its cost.
   *
   * @throws Problem with status 429 while nobody may try
   */
  void check(String name, String address) {
    Pair counts =
        jdbi.withExtension(
            SignInTable.class,
            table ->
                new Pair(
                    found(table, kept(name), address),
                    found(table, kept(name), SignInCount.EVERYWHERE)));
    refuseLocked(counts, clock.instant());
  }

  private static SignInCount found(SignInTable table, String name, String address) {
    return table.find(name, address).orElse(SignInCount.none(name, address));
  }

  /** Whoever knows the password, and not the code, counts as if all addresses had failed. */
  void wrongCode(String name, String address) {
    failed(name, address, EVERYWHERE_TIMES);
  }

  void wrongPassword(String name, String address) {
    failed(name, address, 1);
  }

  private void failed(String name, String address, int weight) {
    Instant now = clock.instant();
    jdbi.useTransaction(
        handle -> {
          SignInTable table = handle.attach(SignInTable.class);
          Pair counts = locked(table, kept(name), address);
          refuseLocked(counts, now);
          table.change(counts.here().failed(now, lock, 1));
          table.change(counts.everywhere().failed(now, lock, weight));
        });
  }

  /**
   * The password was right, though it does not help whom others have locked out meanwhile.
   *
   * @param handle of the transaction that signs in
   */
  void passed(Handle handle, String name, String address) {
    Instant now = clock.instant();
    SignInTable table = handle.attach(SignInTable.class);
    Pair counts = locked(table, kept(name), address);
    refuseLocked(counts, now);
    table.change(counts.here().succeeded(now));
  }

  /** Attempts at the same moment wait for each other here, always in this order. */
  private static Pair locked(SignInTable table, String name, String address) {
    table.prepare(SignInCount.none(name, SignInCount.EVERYWHERE));
    table.prepare(SignInCount.none(name, address));
    SignInCount everywhere = table.locked(name, SignInCount.EVERYWHERE);
    return new Pair(table.locked(name, address), everywhere);
  }

  private void refuseLocked(Pair counts, Instant now) {
    Instant until = counts.here().lockedUntil(most, lock);
    if (!counts.here().known(now)) {
      Instant all = counts.everywhere().lockedUntil(most * EVERYWHERE_TIMES, lock);
      until = all.isAfter(until) ? all : until;
    }
    if (until.isAfter(now)) {
      throw Problem.tooMany(
          "too many wrong passwords or codes for this name: wait before the next",
          (int) Math.max(1, Duration.between(now, until).toSeconds()));
    }
  }

  int sweep(Handle handle, Instant now) {
    return handle.attach(SignInTable.class).forget(now.minus(lock), now.minus(SignInCount.KNOWN));
  }
}
