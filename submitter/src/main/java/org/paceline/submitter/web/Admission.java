package org.paceline.submitter.web;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import org.paceline.submitter.config.Settings;

/** Who may ask what, and how often. Thread-safe. */
final class Admission {

  /** What an account that must change its password may still do. */
  private static final String PASSWORD = "/api/v1/users/me/password";

  private final Settings settings;
  private final Authenticator authenticator;
  private final RateLimit requests;
  private final RateLimit signIns;

  Admission(Settings settings, Clock clock, Authenticator authenticator) {
    this.settings = settings;
    this.authenticator = authenticator;
    this.requests = new RateLimit(settings.requestsPerMinute(), clock);
    this.signIns = new RateLimit(settings.signInsPerMinute(), clock);
  }

  void count(Context context) {
    requests.count(Origin.of(context));
  }

  void admit(Context context) {
    if (context.routeRoles().isEmpty()) {
      throw new IllegalStateException(context.path() + " does not say who may ask it");
    }
    if (!context.routeRoles().contains(Access.ANYBODY)) {
      known(context);
    } else if (context.method().name().equals("POST")) {
      signIns.count(Origin.of(context));
    }
  }

  private void known(Context context) {
    String token = BearerToken.of(context);
    boolean other =
        (context.routeRoles().contains(Access.SCRAPER) && scraper(token))
            || (context.routeRoles().contains(Access.AGENT) && agent(context, token));
    if (!other) {
      admit(context, authenticator.authenticate(token));
    }
  }

  /** Access tokens are JWTs, whose parts dots join; agents' tokens have none. */
  private static boolean agent(Context context, String token) {
    return !context.routeRoles().contains(Access.USER) || token.indexOf('.') < 0;
  }

  private static void admit(Context context, Caller caller) {
    if (caller.mustChangePassword() && !context.path().equals(PASSWORD)) {
      throw Problem.forbidden("the one-time password must be changed first: PUT " + PASSWORD);
    }
    if (!caller.admin() && !context.routeRoles().contains(Access.USER)) {
      throw Problem.forbidden("only an admin may do this");
    }
    caller.isCallerOf(context);
  }

  private boolean scraper(String token) {
    String expected = settings.metricsToken().reveal();
    return !expected.isEmpty()
        && MessageDigest.isEqual(
            expected.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
  }
}
