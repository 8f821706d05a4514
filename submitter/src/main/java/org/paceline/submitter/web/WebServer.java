package org.paceline.submitter.web;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.paceline.submitter.config.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server: who asks, how often, and how refusals look; what is asked is for features. */
public final class WebServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
  private static final String BEARER = "Bearer ";
  private static final long DRAIN_MILLIS = 20_000;

  /** What an account that must change its password may still do. */
  private static final String PASSWORD = "/api/v1/users/me/password";

  private final Settings settings;
  private final Authenticator authenticator;
  private final Idempotency idempotency;
  private final RequestLog log;
  private final RateLimit requests;
  private final RateLimit signIns;
  private final Javalin javalin;

  /**
   * Prepares the server.
   *
   * @param settings address and limits
   * @param clock the time
   * @param jdbi keeps answers that may be asked for again
   * @param metrics counts requests
   * @param authenticator knows who asks
   * @param features what can be asked
   */
  public WebServer(
      Settings settings,
      Clock clock,
      Jdbi jdbi,
      Metrics metrics,
      Authenticator authenticator,
      List<Feature> features) {
    this.settings = settings;
    this.authenticator = authenticator;
    this.idempotency = new Idempotency(jdbi, clock);
    this.log = new RequestLog(metrics);
    this.requests = new RateLimit(settings.requestsPerMinute(), clock);
    this.signIns = new RateLimit(settings.signInsPerMinute(), clock);
    this.javalin = Javalin.create(config -> configure(config, features));
  }

  private void configure(JavalinConfig config, List<Feature> features) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.http.maxRequestSize = settings.bodyBytes();
    config.http.prefer405over404 = true;
    config.router.handlerWrapper(idempotency::around);
    config.requestLogger.http(log::answered);
    config.jetty.addConnector((server, http) -> Listener.of(server, http, settings));
    config.jetty.modifyServer(server -> server.setStopTimeout(DRAIN_MILLIS));
    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    config.routes.before(this::secure);
    config.routes.before(context -> requests.count(context.ip()));
    config.routes.beforeMatched(this::admit);
    features.forEach(feature -> feature.addTo(config.routes));
    config.routes.exception(Problem.class, WebServer::answer);
    config.routes.exception(
        HttpResponseException.class,
        (e, context) -> {
          String allowed = e.getDetails().get("availableMethods");
          if (allowed != null) {
            context.header("Allow", allowed);
          }
          answer(Problem.of(e.getStatus(), e.getMessage()), context);
        });
    config.routes.exception(Exception.class, WebServer::unforeseen);
  }

  /** Answers are data for programs, whatever a browser would make of them, and are not kept. */
  private void secure(Context context) {
    context.header("X-Content-Type-Options", "nosniff");
    context.header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    context.header("Referrer-Policy", "no-referrer");
    context.header("Cache-Control", "no-store");
    if (settings.tlsKeystore().isPresent()) {
      context.header("Strict-Transport-Security", "max-age=31536000");
    }
  }

  private void admit(Context context) {
    if (context.routeRoles().isEmpty()) {
      throw new IllegalStateException(context.path() + " does not say who may ask it");
    }
    if (context.routeRoles().contains(Access.ANYBODY)) {
      if (context.method().name().equals("POST")) {
        signIns.count(context.ip());
      }
      return;
    }
    String header = context.header("Authorization");
    if (header == null || !header.startsWith(BEARER)) {
      context.header("WWW-Authenticate", "Bearer");
      throw Problem.unauthenticated(
          "sign in first, and send the access token as Authorization: Bearer");
    }
    String token = header.substring(BEARER.length());
    if (context.routeRoles().contains(Access.SCRAPER) && scraper(token)) {
      return;
    }
    Caller caller = authenticator.authenticate(token);
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

  private static void answer(Problem problem, Context context) {
    if (problem.retryAfterSeconds() != null) {
      context.header("Retry-After", String.valueOf(problem.retryAfterSeconds()));
    }
    context
        .status(problem.status())
        .result(Json.text(problem.document()))
        .contentType("application/problem+json");
  }

  private static void unforeseen(Exception e, Context context) {
    LOG.error("{} {} failed", context.method(), context.path(), e);
    answer(Problem.of(500, "Internal Server Error"), context);
  }

  /**
   * Listens.
   *
   * @return the port
   */
  public int start() {
    return javalin.start().port();
  }

  /**
   * What it can be asked.
   *
   * @return as {@code GET /health}, sorted
   */
  public List<String> routes() {
    return javalin.unsafe.internalRouter.allHttpHandlers().stream()
        .map(parsed -> parsed.endpoint)
        .filter(endpoint -> endpoint.method.isHttpMethod())
        .map(endpoint -> endpoint.method.name() + " " + endpoint.path)
        .sorted()
        .toList();
  }

  /** Takes no new requests, and ends those that it has. */
  @Override
  public void close() {
    javalin.stop();
  }
}
