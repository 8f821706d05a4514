package org.paceline.submitter.user;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.paceline.submitter.audit.Audit;
import org.paceline.submitter.database.Conflict;
import org.paceline.submitter.user.TotpTable.Enrolment;
import org.paceline.submitter.web.Problem;

/**
 * Adds authenticators to accounts and removes them, for whoever knows the password. Thread-safe.
 */
final class Enrolments {

  private static final int RECOVERY_CODES = 10;
  private static final int RECOVERY_BYTES = 10;

  private final Jdbi jdbi;
  private final Clock clock;
  private final Audit audit;
  private final SecondFactor second;
  private final LockOut lockOut;
  private final SecureRandom random = new SecureRandom();

  Enrolments(Jdbi jdbi, Clock clock, Audit audit, SecondFactor second, LockOut lockOut) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.audit = audit;
    this.second = second;
    this.lockOut = lockOut;
  }

  /** What an authenticator is given, shown only now. */
  record Begun(String secret, String uri) {
    @Override
    public String toString() {
      return "secret of an authenticator";
    }
  }

  /** What signs in instead of a code, each once, shown only now. */
  record Recovery(List<String> recoveryCodes) {
    @Override
    public String toString() {
      return recoveryCodes.size() + " recovery codes";
    }
  }

  /** It is asked for only after it was confirmed; until then another may be begun. */
  Begun begin(User user, String password) {
    byte[] secret = random(Totp.SECRET_BYTES);
    String sealed = PasswordSeal.close(password, Base64.getEncoder().encodeToString(secret));
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    try {
      jdbi.useTransaction(
          handle -> begin(handle, user, new Enrolment(user.id(), sealed, false, 0, now)));
    } catch (UnableToExecuteStatementException e) {
      if (Conflict.taken(e)) {
        throw Problem.conflict("the account has an authenticator: remove it first");
      }
      throw e;
    }
    return new Begun(Base32.of(secret), Totp.uri(user.name(), secret));
  }

  private byte[] random(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** The secret is sealed by the password that the account has at this version. */
  private void begin(Handle handle, User user, Enrolment enrolment) {
    if (handle.attach(UserTable.class).touch(user.id(), user.version()) == 0) {
      throw Users.changedMeanwhile();
    }
    TotpTable table = handle.attach(TotpTable.class);
    table.removeOpen(user.id());
    table.add(enrolment);
    audit.write(handle, user.name(), "user.totp-begun", user.name());
  }

  Recovery confirm(User user, String password, String code) {
    Enrolment open =
        second.enrolment(user.id()).orElseThrow(() -> Problem.missing("authenticator to confirm"));
    if (open.confirmed()) {
      throw Problem.conflict("the authenticator was confirmed before");
    }
    OptionalLong step = second.step(open, password, code);
    List<String> codes = recoveryCodes();
    jdbi.useTransaction(
        handle -> {
          handle.attach(UserTable.class).touch(user.id());
          TotpTable table = handle.attach(TotpTable.class);
          if (step.isEmpty() || table.use(user.id(), open.secret(), step.getAsLong()) == 0) {
            throw wrongCode();
          }
          codes.forEach(each -> table.addRecovery(user.id(), Proof.hash(each)));
          audit.write(handle, user.name(), "user.totp-confirmed", user.name());
        });
    return new Recovery(codes);
  }

  private List<String> recoveryCodes() {
    return Stream.generate(() -> Base32.of(random(RECOVERY_BYTES))).limit(RECOVERY_CODES).toList();
  }

  private static Problem wrongCode() {
    return Problem.forbidden("the code is wrong, or was used before");
  }

  void remove(User user, String password, String code, String address) {
    boolean removed =
        second
            .proof(user, password, code)
            .filter(proof -> jdbi.inTransaction(handle -> remove(handle, user, proof)))
            .isPresent();
    if (!removed) {
      lockOut.wrongCode(user.name(), address);
      throw wrongCode();
    }
  }

  private boolean remove(Handle handle, User user, Proof proof) {
    User now = PasswordCheck.still(handle, user).orElseThrow(Users::changedMeanwhile);
    if (!proof.use().test(handle)) {
      return false;
    }
    handle.attach(UserTable.class).touch(now.id());
    TotpTable table = handle.attach(TotpTable.class);
    if (table.remove(user.id()) == 0) {
      throw Problem.missing("authenticator to remove");
    }
    table.removeRecovery(user.id());
    audit.write(handle, user.name(), "user.totp-removed", user.name());
    return true;
  }
}
