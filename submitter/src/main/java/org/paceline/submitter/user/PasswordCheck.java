package org.paceline.submitter.user;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.paceline.submitter.web.Caller;
import org.paceline.submitter.web.Problem;

/** Whether somebody knows an account's password; whoever does not is counted. Thread-safe. */
final class PasswordCheck {

  private final Jdbi jdbi;
  private final LockOut lockOut;

  PasswordCheck(Jdbi jdbi, LockOut lockOut) {
    this.jdbi = jdbi;
    this.lockOut = lockOut;
  }

  /**
   * Of somebody who is not known yet.
   *
   * @return the account
   * @throws Problem with status 401, which does not say which of the two is wrong, or 429
   */
  User known(String name, String password, String address) {
    lockOut.check(name, address);
    Optional<User> user =
        AccountRoutes.isName(name)
            ? jdbi.withExtension(UserTable.class, table -> table.byName(name))
            : Optional.empty();
    if (user.isEmpty()) {
      Passwords.pretend(password);
    } else if (Passwords.matches(password, user.get().passwordHash())) {
      return user.get();
    }
    lockOut.wrongPassword(name, address);
    throw wrong();
  }

  static Problem wrong() {
    return Problem.unauthenticated("name or password is wrong");
  }

  /**
   * Locks an account whose password was found to be right, and sees that it still has this one: to
   * look at a password may take many seconds. Nothing is counted.
   *
   * @param handle of the transaction that the password is for
   * @return the account as it is now; empty if it has another password, or is gone
   */
  static Optional<User> still(Handle handle, User checked) {
    return handle
        .attach(UserTable.class)
        .lock(checked.id())
        .filter(user -> user.passwordHash().equals(checked.passwordHash()));
  }

  /**
   * Of somebody who has signed in, before something that a stolen token must not do.
   *
   * @return the caller's account
   * @throws Problem with status 403 or 429
   */
  User again(Caller caller, String password, String address) {
    lockOut.check(caller.name(), address);
    User user =
        jdbi.withExtension(UserTable.class, table -> table.byId(caller.id()))
            .orElseThrow(() -> Problem.missing("user " + caller.id()));
    if (!Passwords.matches(password, user.passwordHash())) {
      lockOut.wrongPassword(user.name(), address);
      throw Problem.forbidden("the password is wrong");
    }
    return user;
  }
}
