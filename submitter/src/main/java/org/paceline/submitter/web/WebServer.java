package org.paceline.submitter.web;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.router.InternalRouter;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.paceline.submitter.config.Settings;
import org.paceline.submitter.database.Upkeep;

/** The HTTP server: who asks, how often, and how refusals look; what is asked is for features. */
public final class WebServer implements AutoCloseable, Upkeep.Work {

  private final Settings settings;
  private final Admission admission;
  private final Idempotency idempotency;
  private final RequestLog log;
  private final Drain drain = new Drain();
  private final Javalin javalin;
  private final List<String> routes;

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
    this.admission = new Admission(settings, clock, authenticator);
    this.idempotency = new Idempotency(jdbi, clock);
    this.log = new RequestLog(metrics);
    this.javalin = Javalin.create(config -> configure(config, features, metrics));
    this.routes = routes(javalin.unsafe.internalRouter);
    Heads.addTo(javalin.unsafe.internalRouter);
  }

  private void configure(JavalinConfig config, List<Feature> features, Metrics metrics) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.http.maxRequestSize = settings.bodyBytes();
    config.http.prefer405over404 = true;
    config.appData(BodyLimits.KEY, BodyLimits.of(settings));
    config.contextResolver.ip = new Origin(settings.trustedProxies())::address;
    config.router.handlerWrapper(idempotency::around);
    config.requestLogger.http(log::answered);
    listen(config, metrics);
    config.routes.before(this::secure);
    config.routes.before(admission::count);
    config.routes.beforeMatched(admission::admit);
    features.forEach(feature -> feature.addTo(config.routes));
    Refusals.addTo(config.routes);
  }

  private void listen(JavalinConfig config, Metrics metrics) {
    config.jetty.modifyServer(
        server -> {
          server.setErrorHandler(new Refusals());
          server.setHandler(drain.gate());
          metrics.watch(server.getThreadPool());
        });
    config.jetty.addConnector(
        (server, http) -> drain.connector(Listener.of(server, http, settings, drain.gate())));
    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
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

  /**
   * Listens.
   *
   * @return the port
   */
  public int start() {
    return javalin.start().port();
  }

  private static List<String> routes(InternalRouter router) {
    return router.allHttpHandlers().stream()
        .map(parsed -> parsed.endpoint)
        .filter(endpoint -> endpoint.method.isHttpMethod())
        .map(endpoint -> endpoint.method.name() + " " + endpoint.path)
        .sorted()
        .toList();
  }

  /**
   * What it can be asked, beside HEAD wherever there is GET.
   *
   * @return as {@code GET /health}, sorted
   */
  public List<String> routes() {
    return routes;
  }

  /** Answers that were kept for long enough. */
  @Override
  public int sweep(Handle handle, Instant now) {
    return Idempotency.sweep(handle, now);
  }

  /** Takes no new requests, and answers those that it has. */
  @Override
  public void close() {
    drain.await(settings.drain());
    javalin.stop();
  }
}
