package org.paceline.submitter.user;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.paceline.submitter.user.TotpTable.Enrolment;
import org.paceline.submitter.web.Problem;

/** What accounts with an authenticator want to be shown beside the password. Thread-safe. */
final class SecondFactor {

  /** How long a secret waits to be confirmed. */
  private static final Duration OPEN = Duration.ofDays(1);

  private final Jdbi jdbi;
  private final Clock clock;

  SecondFactor(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  boolean wanted(UUID user) {
    return enrolment(user).filter(Enrolment::confirmed).isPresent();
  }

  Optional<Enrolment> enrolment(UUID user) {
    return jdbi.withExtension(TotpTable.class, table -> table.find(user));
  }

  /**
   * Looks at the code of somebody who knows the password.
   *
   * @param code of the authenticator or for recovery; null for none
   * @return how to use it up; empty if it is wrong
   * @throws Problem with status 401 if one is needed, and there is none
   */
  Optional<Proof> proof(User user, String password, String code) {
    Optional<Enrolment> enrolled = enrolment(user.id()).filter(Enrolment::confirmed);
    if (enrolled.isEmpty()) {
      return Optional.of(Proof.NOT_NEEDED);
    }
    if (code == null) {
      throw Problem.codeNeeded("a code of the authenticator is needed: send it as totp");
    }
    if (!Proof.isTotp(code)) {
      return Optional.of(Proof.recovery(user.id(), code));
    }
    OptionalLong step = step(enrolled.get(), password, code);
    return step.isEmpty()
        ? Optional.empty()
        : Optional.of(Proof.totp(enrolled.get(), step.getAsLong()));
  }

  OptionalLong step(Enrolment enrolment, String password, String code) {
    byte[] secret = Base64.getDecoder().decode(opened(enrolment, password));
    return Totp.matching(secret, code, clock.instant(), enrolment.lastStep());
  }

  /** The password was looked at before; it is another only if it was changed at this moment. */
  private static String opened(Enrolment enrolment, String password) {
    return PasswordSeal.open(password, enrolment.secret()).orElseThrow(Users::changedMeanwhile);
  }

  /** A secret, sealed by the password until now and by the next. */
  record Resealed(String before, String after) {}

  /** What changes with an account's password. */
  Optional<Resealed> resealed(UUID user, String current, String next) {
    return enrolment(user)
        .map(kept -> new Resealed(kept.secret(), PasswordSeal.close(next, opened(kept, current))));
  }

  /** In the transaction that changes the password. */
  static void reseal(Handle handle, UUID user, Resealed resealed) {
    if (handle.attach(TotpTable.class).seal(user, resealed.before(), resealed.after()) == 0) {
      throw Users.changedMeanwhile();
    }
  }

  static int sweep(Handle handle, Instant now) {
    return handle.attach(TotpTable.class).forgetOpen(now.minus(OPEN));
  }
}
