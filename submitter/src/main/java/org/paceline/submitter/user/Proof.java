package org.paceline.submitter.user;

import java.util.Locale;
import java.util.UUID;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.paceline.submitter.secret.RandomCode;
import org.paceline.submitter.user.TotpTable.Enrolment;

/**
 * A second factor that was shown, and is yet to be used up: of two that show the same, one can.
 *
 * @param session what the audit calls a sign-in by it
 * @param use in the transaction that it is shown for; false if it was used before, or is none
 */
record Proof(String session, Predicate<Handle> use) {

  static final Proof NOT_NEEDED = new Proof("session.opened", handle -> true);

  static boolean isTotp(String code) {
    return code.matches("\\d{6}");
  }

  static Proof totp(Enrolment enrolment, long step) {
    return new Proof(
        "session.opened",
        handle ->
            handle.attach(TotpTable.class).use(enrolment.userId(), enrolment.secret(), step) == 1);
  }

  static Proof recovery(UUID user, String code) {
    return new Proof(
        "session.opened-by-recovery-code",
        handle -> handle.attach(TotpTable.class).useRecovery(user, hash(code)) == 1);
  }

  /** They are read off paper. */
  static String hash(String recoveryCode) {
    return RandomCode.hash(recoveryCode.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT));
  }
}
