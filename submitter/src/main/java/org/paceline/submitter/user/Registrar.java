package org.paceline.submitter.user;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.paceline.submitter.audit.Audit;
import org.paceline.submitter.config.Registration;
import org.paceline.submitter.database.Conflict;
import org.paceline.submitter.secret.RandomCode;
import org.paceline.submitter.web.Problem;

/** Makes accounts, for whom the policy admits. Thread-safe. */
final class Registrar {

  private final Jdbi jdbi;
  private final Clock clock;
  private final Registration policy;
  private final Audit audit;

  Registrar(Jdbi jdbi, Clock clock, Registration policy, Audit audit) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.policy = policy;
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
    // Of instances that start at the same moment one is first, and shows its password.
    return made(user("admin", password, true), "system", handle -> {})
        ? Optional.of(password)
        : Optional.empty();
  }

  private User user(String name, String password, boolean admin) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return new User(UUID.randomUUID(), name, Passwords.hash(password), admin, admin, now, 1);
  }

  /** Whether nobody else has the name. */
  private boolean made(User user, String actor, Consumer<Handle> admission) {
    try {
      jdbi.useTransaction(
          handle -> {
            admission.accept(handle);
            handle.attach(UserTable.class).add(user);
            audit.write(handle, actor, "user.registered", user.name());
          });
      return true;
    } catch (UnableToExecuteStatementException e) {
      if (Conflict.taken(e)) {
        return false;
      }
      throw e;
    }
  }

  User register(String name, String password, String invitation) {
    if (policy == Registration.CLOSED) {
      throw Problem.forbidden("registration is closed");
    }
    User user = user(name, password, false);
    if (!made(user, name, handle -> admit(handle, invitation))) {
      throw Problem.conflict("there is a user %s already".formatted(name));
    }
    return user;
  }

  private void admit(Handle handle, String invitation) {
    if (policy == Registration.INVITED && !used(handle, invitation)) {
      throw Problem.forbidden("registration needs an invitation, and this is none, or has expired");
    }
  }

  private boolean used(Handle handle, String invitation) {
    return invitation != null
        && handle.attach(InvitationTable.class).use(RandomCode.hash(invitation), clock.instant())
            == 1;
  }
}
