package org.paceline.submitter.web;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.paceline.submitter.database.Conflict;
import org.paceline.submitter.secret.Seal;
import org.paceline.submitter.web.IdempotencyTable.Kept;

/**
 * Lets a client send a POST again of which it does not know whether it came through: with the same
 * {@code Idempotency-Key} it is done once, and answered as the first time for 24 hours.
 * Thread-safe.
 *
 * <p>What was refused or failed is not kept, since it changed nothing: the same request may succeed
 * later. An instance that dies while it answers leaves its claim, which holds for {@link #DEAD}.
 */
final class Idempotency {

  static final String HEADER = "Idempotency-Key";

  private static final String KEY = "[!-~]{16,128}";
  private static final Duration KEPT = Duration.ofHours(24);
  private static final Duration DEAD = Duration.ofMinutes(15);
  private static final int REFUSED = 400;

  /**
   * Answers that are not kept: a code of an authenticator counts once, and a refresh token that
   * comes twice tells a thief.
   */
  private static final Set<String> NEVER = Set.of("/api/v1/sessions", "/api/v1/tokens");

  private final Jdbi jdbi;
  private final Clock clock;

  Idempotency(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /** Once around every handler; only a POST with a key is another thing. */
  Handler around(Endpoint endpoint) {
    if (!endpoint.method.equals(HandlerType.POST) || NEVER.contains(endpoint.path)) {
      return endpoint.handler;
    }
    return context -> {
      String key = context.header(HEADER);
      if (key == null) {
        endpoint.handler.handle(context);
        return;
      }
      if (!key.matches(KEY)) {
        throw Problem.invalid(
            HEADER + " must be 16 to 128 printable characters, better random ones");
      }
      once(endpoint.handler, context, KeyScope.of(context, key), key);
    };
  }

  private void once(Handler handler, Context context, KeyScope scope, String key) throws Exception {
    String known = Fingerprint.hex("key", key.getBytes(StandardCharsets.UTF_8));
    String request = request(context, key);
    if (!claimed(scope, known, request)) {
      repeat(context, find(scope, known), request, seal(key));
      return;
    }
    boolean kept = false;
    try {
      handler.handle(context);
      kept = context.statusCode() < REFUSED;
      if (kept) {
        keep(context, scope, known, seal(key));
      }
    } finally {
      if (!kept) {
        jdbi.useExtension(IdempotencyTable.class, table -> table.release(scope.name(), known));
      }
    }
  }

  /** An answer may hold a secret that is shown once; the database has only the key's hash. */
  private static Seal seal(String key) {
    return new Seal(Fingerprint.bytes("seal", key.getBytes(StandardCharsets.UTF_8)));
  }

  /** With the key, of which there is only a hash: a body may be a password and nothing else. */
  private static String request(Context context, String key) {
    String query = context.queryString() == null ? "" : "?" + context.queryString();
    return Fingerprint.hex("POST " + key + " " + context.path() + query, Json.bytes(context));
  }

  private boolean claimed(KeyScope scope, String key, String request) {
    Instant now = clock.instant();
    jdbi.useExtension(
        IdempotencyTable.class,
        table -> table.forget(scope.name(), key, now.minus(KEPT), now.minus(DEAD)));
    try {
      jdbi.useExtension(
          IdempotencyTable.class,
          table -> table.claim(scope.name(), scope.user(), key, request, now));
      return true;
    } catch (UnableToExecuteStatementException e) {
      if (Conflict.taken(e)) {
        // The same client was here before, or is at another instance now.
        return false;
      }
      throw e;
    }
  }

  /** What is older than it is kept. */
  static int sweep(Handle handle, Instant now) {
    return handle.attach(IdempotencyTable.class).forgetAll(now.minus(KEPT));
  }

  /** Nothing is found where the request that was under way has been refused since. */
  private Kept find(KeyScope scope, String key) {
    return jdbi.withExtension(IdempotencyTable.class, table -> table.find(scope.name(), key))
        .orElseThrow(() -> Problem.conflict("the same request was under way; send it again"));
  }

  private static void repeat(Context context, Kept kept, String request, Seal seal) {
    if (!kept.requestHash().equals(request)) {
      throw Problem.keyReused(
          HEADER + " was sent before with another request; each needs a key of its own");
    }
    if (kept.status() == null) {
      throw Problem.conflict("the same request is under way; send it again later");
    }
    context.status(kept.status());
    if (kept.location() != null) {
      context.header("Location", kept.location());
    }
    if (kept.body() != null) {
      context.result(seal.open(kept.body()).orElseThrow()).contentType("application/json");
    }
  }

  private void keep(Context context, KeyScope scope, String key, Seal seal) {
    String body = context.result();
    String sealed = body == null || body.isEmpty() ? null : seal.close(body);
    String location = context.res().getHeader("Location");
    jdbi.useExtension(
        IdempotencyTable.class,
        table -> table.answer(scope.name(), key, context.statusCode(), location, sealed));
  }
}
