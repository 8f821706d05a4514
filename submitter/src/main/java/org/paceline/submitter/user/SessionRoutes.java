package org.paceline.submitter.user;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import org.paceline.submitter.web.Access;
import org.paceline.submitter.web.Caller;
import org.paceline.submitter.web.Feature;
import org.paceline.submitter.web.Json;
import org.paceline.submitter.web.Origin;

/** Signing in and out, as the API has it. */
final class SessionRoutes implements Feature {

  private final SignIn signIn;
  private final Sessions sessions;

  SessionRoutes(SignIn signIn, Sessions sessions) {
    this.signIn = signIn;
    this.sessions = sessions;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.post("/api/v1/sessions", this::signIn, Access.ANYBODY);
    routes.post("/api/v1/tokens", this::exchange, Access.ANYBODY);
    routes.delete("/api/v1/sessions", this::signOut, Access.USER);
    routes.delete("/api/v1/sessions/current", this::signOutHere, Access.USER);
  }

  record Credentials(String name, String password, String totp) {
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

  private void signIn(Context context) {
    Credentials body = Json.body(context, Credentials.class);
    Json.answer(
        context, 201, signIn.signIn(body.name(), body.password(), body.totp(), Origin.of(context)));
  }

  private void exchange(Context context) {
    Json.answer(context, 201, sessions.exchange(Json.body(context, Refresh.class).refreshToken()));
  }

  private void signOut(Context context) {
    sessions.endAll(Caller.of(context));
    context.status(204);
  }

  private void signOutHere(Context context) {
    sessions.end(Caller.of(context));
    context.status(204);
  }
}
