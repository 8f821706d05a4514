package org.paceline.submitter.user;

import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.io.Decoders;
import io.jsonwebtoken.io.Encoders;
import io.jsonwebtoken.security.Keys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.paceline.submitter.user.KeyTable.SigningKey;

/**
 * The keys that sign access tokens: one for a day, and then for as long as a token that it signed
 * may live. Each request needs one, so they are remembered for a little while; a key that an
 * operator deletes from the database holds no longer than that. Thread-safe.
 */
final class SigningKeys {

  static final Duration SIGNS = Duration.ofDays(1);
  static final Duration REMEMBERED = Duration.ofSeconds(30);

  /** Nothing else is asked of the database. */
  private static final String KID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  private final Jdbi jdbi;
  private final Clock clock;
  private final Duration life;
  private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();

  SigningKeys(Jdbi jdbi, Clock clock, Duration life) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.life = life;
  }

  /** A key ready for use. */
  record Ready(String kid, SecretKey key) {
    static Ready of(SigningKey kept) {
      return new Ready(kept.kid(), Keys.hmacShaKeyFor(Decoders.BASE64.decode(kept.secret())));
    }
  }

  private record Remembered(Ready ready, Instant until) {}

  /** The newest, or a new one where that has signed for a day. */
  Ready signing() {
    Instant now = clock.instant();
    return Ready.of(jdbi.inTransaction(handle -> newest(handle.attach(KeyTable.class), now)));
  }

  private static SigningKey newest(KeyTable table, Instant now) {
    return table.keys().stream()
        .findFirst()
        .filter(key -> key.createdAt().plus(SIGNS).isAfter(now))
        .orElseGet(
            () -> {
              String secret = Encoders.BASE64.encode(Jwts.SIG.HS256.key().build().getEncoded());
              SigningKey made = new SigningKey(UUID.randomUUID().toString(), secret, now);
              table.add(made);
              return made;
            });
  }

  /** The key of that name; empty if there is none, or all that it signed must have expired. */
  Optional<SecretKey> find(String kid) {
    if (kid == null || !kid.matches(KID)) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    Remembered known = remembered.get(kid);
    if (known == null || !known.until().isAfter(now)) {
      known = read(kid, now);
    }
    return Optional.ofNullable(known).map(found -> found.ready().key());
  }

  /** Those that are there no more are forgotten here, so that what is remembered stays small. */
  private Remembered read(String kid, Instant now) {
    remembered.values().removeIf(old -> !old.until().isAfter(now));
    Optional<SigningKey> kept =
        jdbi.withExtension(KeyTable.class, table -> table.find(kid))
            .filter(key -> end(key).isAfter(now));
    kept.ifPresent(
        key -> remembered.put(kid, new Remembered(Ready.of(key), earlier(end(key), now))));
    return remembered.get(kid);
  }

  private Instant end(SigningKey key) {
    return key.createdAt().plus(SIGNS).plus(life);
  }

  private static Instant earlier(Instant end, Instant now) {
    Instant until = now.plus(REMEMBERED);
    return end.isBefore(until) ? end : until;
  }

  int sweep(Handle handle, Instant now) {
    return handle.attach(KeyTable.class).forget(now.minus(SIGNS).minus(life));
  }
}
