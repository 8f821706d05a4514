package org.paceline.submitter.user;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.UUID;
import org.paceline.submitter.web.Access;
import org.paceline.submitter.web.Caller;
import org.paceline.submitter.web.Feature;
import org.paceline.submitter.web.Json;
import org.paceline.submitter.web.Origin;
import org.paceline.submitter.web.Problem;
import org.paceline.submitter.web.Version;

/** Accounts, as the API has them. */
final class AccountRoutes implements Feature {

  private static final String NAME = "[a-z][a-z0-9._-]{1,62}[a-z0-9]";

  private final Registrar registrar;
  private final Users users;
  private final SecondFactor second;

  AccountRoutes(Registrar registrar, Users users, SecondFactor second) {
    this.registrar = registrar;
    this.users = users;
    this.second = second;
  }

  static boolean isName(String name) {
    return name != null && name.matches(NAME);
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.post("/api/v1/users", this::register, Access.ANYBODY);
    routes.get("/api/v1/users/me", this::me, Access.USER);
    routes.put("/api/v1/users/me/password", this::changePassword, Access.USER);
    routes.delete("/api/v1/users/me", this::delete, Access.USER);
  }

  record NewUser(String name, String password, String invitation) {
    NewUser {
      if (!isName(name)) {
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

  record Farewell(String name, String password) {
    Farewell {
      if (name == null || password == null) {
        throw new IllegalArgumentException("name and password are needed");
      }
    }

    @Override
    public String toString() {
      return "farewell of " + name;
    }
  }

  /** What its owner sees of an account. */
  record Account(UUID id, String name, boolean admin, Instant createdAt, boolean totp) {
    static Account of(User user, boolean totp) {
      return new Account(user.id(), user.name(), user.admin(), user.createdAt(), totp);
    }
  }

  private void register(Context context) {
    NewUser body = Json.body(context, NewUser.class);
    User user = registrar.register(body.name(), body.password(), body.invitation());
    context.header("Location", "/api/v1/users/me");
    answer(context, 201, user, false);
  }

  private void me(Context context) {
    User user = users.get(Caller.of(context).id());
    answer(context, 200, user, second.wanted(user.id()));
  }

  private static void answer(Context context, int status, User user, boolean totp) {
    Version.show(context, user.version());
    Json.answer(context, status, Account.of(user, totp));
  }

  private void changePassword(Context context) {
    NewPassword body = Json.body(context, NewPassword.class);
    users.changePassword(
        Caller.of(context),
        body.current(),
        body.password(),
        Version.given(context),
        Origin.of(context));
    context.status(204);
  }

  /** The name is asked for so that nobody deletes another account than they think. */
  private void delete(Context context) {
    Farewell body = Json.body(context, Farewell.class);
    Caller caller = Caller.of(context);
    if (!body.name().equals(caller.name())) {
      throw Problem.invalid("name must be that of the account that asks, " + caller.name());
    }
    users.delete(caller, body.password(), Version.given(context), Origin.of(context));
    context.status(204);
  }
}
