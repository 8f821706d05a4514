package org.paceline.submitter.user;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.paceline.submitter.audit.Audit;
import org.paceline.submitter.database.Conflict;
import org.paceline.submitter.web.Caller;
import org.paceline.submitter.web.Problem;

/** Accounts that are there. Thread-safe. */
final class Users {

  private final Jdbi jdbi;
  private final Audit audit;
  private final PasswordCheck passwords;
  private final SecondFactor second;

  Users(Jdbi jdbi, Audit audit, PasswordCheck passwords, SecondFactor second) {
    this.jdbi = jdbi;
    this.audit = audit;
    this.passwords = passwords;
    this.second = second;
  }

  static Problem changedMeanwhile() {
    return Problem.conflict("the account was changed at the same moment; try again");
  }

  User get(UUID id) {
    return jdbi.withExtension(UserTable.class, table -> table.byId(id))
        .orElseThrow(() -> Problem.missing("user " + id));
  }

  /** Ends all sessions but the caller's: somebody else may know the old password. */
  void changePassword(
      Caller caller, String current, String next, OptionalLong version, String address) {
    User user = passwords.again(caller, current, address);
    requireFresh(user, version);
    String hash = Passwords.hash(next);
    Optional<SecondFactor.Resealed> resealed = second.resealed(user.id(), current, next);
    jdbi.useTransaction(
        handle -> {
          UserTable table = handle.attach(UserTable.class);
          if (table.changePassword(user.id(), user.version(), hash) == 0) {
            throw changedMeanwhile();
          }
          resealed.ifPresent(secret -> SecondFactor.reseal(handle, user.id(), secret));
          handle.attach(TokenTable.class).endOthersOf(user.id(), caller.session());
          audit.write(handle, user.name(), "user.password-changed", user.name());
        });
  }

  /** The password says already which account is meant, so that the version need not. */
  private static void requireFresh(User user, OptionalLong version) {
    if (version.isPresent() && version.getAsLong() != user.version()) {
      throw Problem.stale("the account was changed since: get it again");
    }
  }

  void delete(Caller caller, String password, OptionalLong version, String address) {
    User user = passwords.again(caller, password, address);
    requireFresh(user, version);
    try {
      jdbi.useTransaction(handle -> delete(handle, user));
    } catch (UnableToExecuteStatementException e) {
      if (Conflict.referredTo(e)) {
        // A project would be left without an owner.
        throw Problem.conflict("the account still owns a project: pass it on, or delete it");
      }
      throw e;
    }
  }

  private void delete(Handle handle, User user) {
    UserTable table = handle.attach(UserTable.class);
    if (user.admin() && table.lockAdmins().size() == 1) {
      throw Problem.conflict("the last admin cannot be deleted");
    }
    User now = PasswordCheck.still(handle, user).orElseThrow(Users::changedMeanwhile);
    table.delete(now.id());
    audit.write(handle, user.name(), "user.deleted", user.name());
  }
}
