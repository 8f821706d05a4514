package org.paceline.submitter.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jdbi.v3.core.ConnectionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How refusals look, whoever refuses: a feature, Javalin, or Jetty. */
final class Refusals extends ErrorHandler {

  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
  private static final String TYPE = "application/problem+json";

  static void addTo(RoutesConfig routes) {
    routes.exception(Problem.class, Refusals::answer);
    routes.exception(HttpResponseException.class, Refusals::ofJavalin);
    routes.exception(ConnectionException.class, Refusals::withoutDatabase);
    routes.exception(Exception.class, Refusals::unforeseen);
  }

  /** A refusal for want of credentials says which (RFC 9110, section 15.5.2). */
  private static void answer(Problem problem, Context context) {
    if (problem.status() == 401) {
      context.header("WWW-Authenticate", "Bearer");
    }
    if (problem.retryAfterSeconds() != null) {
      context.header("Retry-After", String.valueOf(problem.retryAfterSeconds()));
    }
    if (problem.endsConnection()) {
      // The rest of the body is not waited for.
      context.header("Connection", "close");
    }
    context.status(problem.status()).result(Json.text(problem.document())).contentType(TYPE);
  }

  private static void ofJavalin(HttpResponseException e, Context context) {
    String allowed = e.getDetails().get("availableMethods");
    if (allowed != null) {
      context.header("Allow", allowed);
    }
    answer(Problem.of(e.getStatus(), e.getMessage()), context);
  }

  /** It does not answer, or others hold all connections for long. */
  private static void withoutDatabase(ConnectionException e, Context context) {
    LOG.error("{} {} got no connection to the database", context.method(), context.path(), e);
    answer(Problem.unavailable("the database gives no connection; nothing was done"), context);
  }

  private static void unforeseen(Exception e, Context context) {
    LOG.error("{} {} failed", context.method(), context.path(), e);
    answer(Problem.of(500, "Internal Server Error"), context);
  }

  @Override
  public boolean errorPageForMethod(String method) {
    return true;
  }

  /** What is no request at all, or comes while the server stops. */
  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      String message,
      Throwable cause,
      Callback callback) {
    if (cause instanceof EofException) {
      // Jetty ends a connection before its request was whole: no request is there to be answered.
      callback.failed(cause);
      return;
    }
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, TYPE);
    if (code == HttpStatus.SERVICE_UNAVAILABLE_503) {
      response.getHeaders().put(HttpFields.CONNECTION_CLOSE);
    }
    String text = Json.text(Problem.ofServer(code).document());
    response.write(true, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), callback);
  }
}
