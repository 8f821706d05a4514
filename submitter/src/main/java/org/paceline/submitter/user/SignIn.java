package org.paceline.submitter.user;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.paceline.submitter.audit.Audit;
import org.paceline.submitter.user.Sessions.Pair;
import org.paceline.submitter.web.Problem;

/** From a name, a password and, where the account wants one, a code to a session. Thread-safe. */
final class SignIn {

  private final Jdbi jdbi;
  private final Audit audit;
  private final PasswordCheck passwords;
  private final SecondFactor second;
  private final LockOut lockOut;
  private final Sessions sessions;

  SignIn(
      Jdbi jdbi,
      Audit audit,
      PasswordCheck passwords,
      SecondFactor second,
      LockOut lockOut,
      Sessions sessions) {
    this.jdbi = jdbi;
    this.audit = audit;
    this.passwords = passwords;
    this.second = second;
    this.lockOut = lockOut;
    this.sessions = sessions;
  }

  Pair signIn(String name, String password, String code, String address) {
    User user = passwords.known(name, password, address);
    return second
        .proof(user, password, code)
        .flatMap(proof -> jdbi.inTransaction(handle -> session(handle, user, proof, address)))
        .orElseThrow(
            () -> {
              lockOut.wrongCode(name, address);
              return Problem.codeNeeded("the code is wrong, or was used before");
            });
  }

  private Optional<Pair> session(Handle handle, User checked, Proof proof, String address) {
    User user = PasswordCheck.still(handle, checked).orElseThrow(PasswordCheck::wrong);
    if (!proof.use().test(handle)) {
      return Optional.empty();
    }
    lockOut.passed(handle, user.name(), address);
    Pair pair = sessions.open(handle, user);
    audit.write(handle, user.name(), proof.session(), user.name());
    return Optional.of(pair);
  }
}
