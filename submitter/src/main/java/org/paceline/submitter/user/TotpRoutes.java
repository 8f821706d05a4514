package org.paceline.submitter.user;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import org.paceline.submitter.web.Access;
import org.paceline.submitter.web.Caller;
import org.paceline.submitter.web.Feature;
import org.paceline.submitter.web.Json;
import org.paceline.submitter.web.Origin;
import org.paceline.submitter.web.Problem;

/** An account's authenticator, as the API has it. */
final class TotpRoutes implements Feature {

  private static final String TOTP = "/api/v1/users/me/totp";

  private final PasswordCheck passwords;
  private final Enrolments enrolments;

  TotpRoutes(PasswordCheck passwords, Enrolments enrolments) {
    this.passwords = passwords;
    this.enrolments = enrolments;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.post(TOTP, this::begin, Access.USER);
    routes.put(TOTP, this::confirm, Access.USER);
    routes.delete(TOTP, this::remove, Access.USER);
  }

  record Password(String password) {
    Password {
      if (password == null) {
        throw new IllegalArgumentException("password is needed");
      }
    }

    @Override
    public String toString() {
      return "password";
    }
  }

  record PasswordAndCode(String password, String totp) {
    PasswordAndCode {
      if (password == null) {
        throw new IllegalArgumentException("password is needed");
      }
    }

    @Override
    public String toString() {
      return "password and code";
    }
  }

  private void begin(Context context) {
    String password = Json.body(context, Password.class).password();
    Enrolments.Begun begun = enrolments.begin(user(context, password), password);
    context.header("Location", TOTP);
    Json.answer(context, 201, begun);
  }

  private User user(Context context, String password) {
    return passwords.again(Caller.of(context), password, Origin.of(context));
  }

  private void confirm(Context context) {
    PasswordAndCode body = Json.body(context, PasswordAndCode.class);
    if (body.totp() == null || !Proof.isTotp(body.totp())) {
      throw Problem.invalid("totp is needed: the six digits that the authenticator shows");
    }
    User user = user(context, body.password());
    Json.answer(context, 200, enrolments.confirm(user, body.password(), body.totp()));
  }

  private void remove(Context context) {
    PasswordAndCode body = Json.body(context, PasswordAndCode.class);
    User user = user(context, body.password());
    enrolments.remove(user, body.password(), body.totp(), Origin.of(context));
    context.status(204);
  }
}
