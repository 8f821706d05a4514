package org.paceline.submitter.user;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.paceline.submitter.audit.Audit;
import org.paceline.submitter.config.Registration;
import org.paceline.submitter.config.Settings;
import org.paceline.submitter.web.Caller;
import org.paceline.submitter.web.Problem;

/** Accounts. Thread-safe. */
final class Users {

  private static final Duration INVITATION = Duration.ofDays(7);

  private final Jdbi jdbi;
  private final Clock clock;
  private final Registration policy;
  private final Audit audit;

  Users(Jdbi jdbi, Clock clock, Settings settings, Audit audit) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.policy = settings.registration();
    this.audit = audit;
  }

  /**
   * The first start makes an admin.
   *
   * @return the one-time password, if there was no admin
   */
  Optional<String> firstAdmin() {
    if (jdbi.withExtension(UserTable.class, UserTable::admins) > 0) {
      return Optional.empty();
    }
    String password = Passwords.random();
    try {
      jdbi.useExtension(UserTable.class, table -> table.add(user("admin", password, true)));
    } catch (UnableToExecuteStatementException e) {
      // Another instance that starts now was first, and has shown its password.
      return Optional.empty();
    }
    audit.write("system", "user.registered", "admin");
    return Optional.of(password);
  }

  private User user(String name, String password, boolean admin) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return new User(
        UUID.randomUUID(), name, Passwords.hash(password), admin, admin, 0, null, now, 1);
  }

  User register(String name, String password, String invitation) {
    User user = user(name, Passwords.check(password), false);
    try {
      jdbi.useTransaction(
          handle -> {
            admit(handle, invitation);
            handle.attach(UserTable.class).add(user);
          });
    } catch (UnableToExecuteStatementException e) {
      throw Problem.conflict("there is a user %s already".formatted(name));
    }
    audit.write(name, "user.registered", name);
    return user;
  }

  private void admit(Handle handle, String invitation) {
    if (policy == Registration.CLOSED) {
      throw Problem.forbidden("registration is closed: an admin makes accounts");
    }
    if (policy == Registration.INVITED && !used(handle, invitation)) {
      throw Problem.forbidden("registration needs an invitation, and this is none, or has expired");
    }
  }

  /** Each invites one: of two that use it at once only one deletes the row. */
  private boolean used(Handle handle, String invitation) {
    return invitation != null
        && handle
                .createUpdate(
                    "delete from invitations where code_hash = :hash and expires_at > :now")
                .bind("hash", Sessions.hash(invitation))
                .bind("now", clock.instant())
                .execute()
            == 1;
  }

  String invite(Caller admin) {
    String code = Passwords.random();
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "insert into invitations (code_hash, made_by, expires_at)"
                        + " values (:hash, :by, :until)")
                .bind("hash", Sessions.hash(code))
                .bind("by", admin.id())
                .bind("until", clock.instant().plus(INVITATION))
                .execute());
    audit.write(admin.name(), "user.invited", "somebody");
    return code;
  }

  User get(UUID id) {
    return jdbi.withExtension(UserTable.class, table -> table.byId(id))
        .orElseThrow(() -> Problem.missing("user " + id));
  }

  void changePassword(Caller caller, String current, String next) {
    User user = get(caller.id());
    if (!Passwords.matches(current, user.passwordHash())) {
      throw Problem.forbidden("the current password is wrong");
    }
    String hash = Passwords.hash(Passwords.check(next));
    int changed =
        jdbi.withExtension(
            UserTable.class, table -> table.changePassword(user.id(), user.version(), hash));
    if (changed == 0) {
      throw Problem.conflict("the account was changed at the same moment; try again");
    }
    audit.write(user.name(), "user.password-changed", user.name());
  }

  void delete(Caller caller, String password) {
    User user = get(caller.id());
    if (!Passwords.matches(password, user.passwordHash())) {
      throw Problem.forbidden("the password is wrong");
    }
    if (user.admin() && jdbi.withExtension(UserTable.class, UserTable::admins) == 1) {
      throw Problem.conflict("the last admin cannot be deleted");
    }
    try {
      jdbi.useExtension(UserTable.class, table -> table.delete(user.id()));
    } catch (UnableToExecuteStatementException e) {
      // The database refuses: a project would be left without an owner.
      throw Problem.conflict("the account still owns a project: pass it on, or delete it");
    }
    audit.write(user.name(), "user.deleted", user.name());
  }
}
