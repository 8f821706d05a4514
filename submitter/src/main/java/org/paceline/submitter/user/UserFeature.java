package org.paceline.submitter.user;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.paceline.submitter.audit.Audit;
import org.paceline.submitter.config.Settings;
import org.paceline.submitter.web.Access;
import org.paceline.submitter.web.Authenticator;
import org.paceline.submitter.web.Caller;
import org.paceline.submitter.web.Feature;
import org.paceline.submitter.web.Json;

/** Accounts and sessions, as the API has them. */
public final class UserFeature implements Feature {

  private static final String NAME = "[a-z][a-z0-9._-]{1,62}[a-z0-9]";

  private final Users users;
  private final Sessions sessions;

  /**
   * Prepares the feature.
   *
   * @param jdbi the database
   * @param clock the time
   * @param settings policies and limits
   * @param audit is told who did what
   */
  public UserFeature(Jdbi jdbi, Clock clock, Settings settings, Audit audit) {
    users = new Users(jdbi, clock, settings, audit);
    sessions = new Sessions(jdbi, clock, settings, audit);
  }

  /**
   * The first start makes an admin.
   *
   * @return its one-time password, if there was no admin
   */
  public Optional<String> firstAdmin() {
    return users.firstAdmin();
  }

  /**
   * Who has an access token.
   *
   * @return for the server
   */
  public Authenticator authenticator() {
    return sessions;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.post("/api/v1/users", this::register, Access.ANYBODY);
    routes.post("/api/v1/invitations", this::invite, Access.ADMIN);
    routes.get("/api/v1/users/me", this::me, Access.USER);
    routes.put("/api/v1/users/me/password", this::changePassword, Access.USER);
    routes.delete("/api/v1/users/me", this::delete, Access.USER);
    routes.post("/api/v1/sessions", this::signIn, Access.ANYBODY);
    routes.post("/api/v1/tokens", this::exchange, Access.ANYBODY);
    routes.delete("/api/v1/sessions", this::signOut, Access.USER);
  }

  record NewUser(String name, String password, String invitation) {
    NewUser {
      if (name == null || !name.matches(NAME)) {
        throw new IllegalArgumentException(
            "name must be 3 to 64 of a-z, 0-9, '.', '_' and '-', and begin with a letter, not '%s'"
                .formatted(name));
      }
      Passwords.check(password);
    }

    @Override
    public String toString() {
      return "new user " + name;
    }
  }

  record Credentials(String name, String password) {
    Credentials {
      if (name == null || password == null) {
        throw new IllegalArgumentException("name and password are needed");
      }
    }

    @Override
    public String toString() {
      return "credentials of " + name;
    }
  }

  record Refresh(String refreshToken) {
    Refresh {
      if (refreshToken == null) {
        throw new IllegalArgumentException("refreshToken is needed");
      }
    }

    @Override
    public String toString() {
      return "refresh token";
    }
  }

  record NewPassword(String current, String password) {
    NewPassword {
      if (current == null) {
        throw new IllegalArgumentException("current is needed: the password until now");
      }
      Passwords.check(password);
    }

    @Override
    public String toString() {
      return "new password";
    }
  }

  /** What others may see of an account. */
  record Account(UUID id, String name, boolean admin, Instant createdAt) {
    static Account of(User user) {
      return new Account(user.id(), user.name(), user.admin(), user.createdAt());
    }
  }

  record Invitation(String code) {}

  private void register(Context context) {
    NewUser body = Json.body(context, NewUser.class);
    User user = users.register(body.name(), body.password(), body.invitation());
    context.header("Location", "/api/v1/users/" + user.id());
    Json.answer(context, 201, Account.of(user));
  }

  private void invite(Context context) {
    Json.answer(context, 201, new Invitation(users.invite(Caller.of(context))));
  }

  private void me(Context context) {
    Json.answer(context, 200, Account.of(users.get(Caller.of(context).id())));
  }

  private void changePassword(Context context) {
    NewPassword body = Json.body(context, NewPassword.class);
    users.changePassword(Caller.of(context), body.current(), body.password());
    context.status(204);
  }

  private void delete(Context context) {
    Credentials body = Json.body(context, Credentials.class);
    users.delete(Caller.of(context), body.password());
    context.status(204);
  }

  private void signIn(Context context) {
    Credentials body = Json.body(context, Credentials.class);
    Json.answer(context, 201, sessions.signIn(body.name(), body.password()));
  }

  private void exchange(Context context) {
    Json.answer(context, 201, sessions.exchange(Json.body(context, Refresh.class).refreshToken()));
  }

  private void signOut(Context context) {
    sessions.endAll(Caller.of(context));
    context.status(204);
  }
}
