package org.paceline.submitter.web;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.paceline.submitter.web.IdempotencyTable.Kept;

/**
 * Lets a signed-in client send a POST again of which it does not know whether it came through: with
 * the same {@code Idempotency-Key} it is done once, and answered as the first time for 24 hours.
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
  private static final Duration BETWEEN_SWEEPS = Duration.ofHours(1);
  private static final int REFUSED = 400;

  private final Jdbi jdbi;
  private final Clock clock;
  private final AtomicReference<Instant> swept = new AtomicReference<>(Instant.EPOCH);

  Idempotency(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /** Once around every handler; only a POST with a key by a signed-in caller is another thing. */
  Handler around(Endpoint endpoint) {
    return context -> {
      String key = context.header(HEADER);
      Caller caller = Caller.of(context);
      if (!endpoint.method.equals(HandlerType.POST) || key == null || caller == null) {
        endpoint.handler.handle(context);
        return;
      }
      if (!key.matches(KEY)) {
        throw Problem.invalid(
            HEADER + " must be 16 to 128 printable characters, better random ones");
      }
      once(endpoint.handler, context, caller.id(), key);
    };
  }

  private void once(Handler handler, Context context, UUID user, String key) throws Exception {
    String known = Seal.hash("key", key.getBytes(StandardCharsets.UTF_8));
    String request = request(context);
    if (!claimed(user, known, request)) {
      repeat(context, find(user, known), request, new Seal(key));
      return;
    }
    boolean kept = false;
    try {
      handler.handle(context);
      kept = context.statusCode() < REFUSED;
      if (kept) {
        keep(context, user, known, new Seal(key));
      }
    } finally {
      if (!kept) {
        jdbi.useExtension(IdempotencyTable.class, table -> table.release(user, known));
      }
    }
  }

  private static String request(Context context) {
    String query = context.queryString() == null ? "" : "?" + context.queryString();
    return Seal.hash("POST " + context.path() + query, Json.bytes(context));
  }

  private boolean claimed(UUID user, String key, String request) {
    Instant now = clock.instant();
    sweep(now);
    jdbi.useExtension(
        IdempotencyTable.class, table -> table.forget(user, key, now.minus(KEPT), now.minus(DEAD)));
    try {
      jdbi.useExtension(IdempotencyTable.class, table -> table.claim(user, key, request, now));
      return true;
    } catch (UnableToExecuteStatementException e) {
      // The row is there: the same client was here before, or is at another instance now.
      return false;
    }
  }

  private void sweep(Instant now) {
    Instant last = swept.get();
    if (last.plus(BETWEEN_SWEEPS).isBefore(now) && swept.compareAndSet(last, now)) {
      jdbi.useExtension(IdempotencyTable.class, table -> table.forgetAll(now.minus(KEPT)));
    }
  }

  /** Nothing is found where the request that was under way has been refused since. */
  private Kept find(UUID user, String key) {
    return jdbi.withExtension(IdempotencyTable.class, table -> table.find(user, key))
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
      context.result(seal.open(kept.body())).contentType("application/json");
    }
  }

  private void keep(Context context, UUID user, String key, Seal seal) {
    String body = context.result();
    String sealed = body == null || body.isEmpty() ? null : seal.close(body);
    String location = context.res().getHeader("Location");
    jdbi.useExtension(
        IdempotencyTable.class,
        table -> table.answer(user, key, context.statusCode(), location, sealed));
  }
}
