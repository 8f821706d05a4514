package org.paceline.submitter.user;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.JwsHeader;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.ProtectedHeader;
import io.jsonwebtoken.io.Decoders;
import io.jsonwebtoken.io.Encoders;
import io.jsonwebtoken.security.Keys;
import java.security.Key;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.SecretKey;
import org.jdbi.v3.core.Jdbi;
import org.paceline.submitter.user.TokenTable.SigningKey;

/**
 * Access tokens: JWT (RFC 7519) signed with HMAC-SHA-256 by keys that all instances share and that
 * change by the day. Thread-safe.
 */
final class AccessTokens {

  private static final Duration KEY_SIGNS = Duration.ofDays(1);
  private static final String ISSUER = "paceline";
  private static final String FAMILY = "family";

  private final Jdbi jdbi;
  private final Clock clock;
  private final Duration life;

  AccessTokens(Jdbi jdbi, Clock clock, Duration life) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.life = life;
  }

  /** Whose a token is, and of which sign-in. */
  record Bearer(UUID user, UUID family) {}

  String make(UUID user, UUID family) {
    Instant now = clock.instant();
    SigningKey key = jdbi.inTransaction(handle -> newest(handle.attach(TokenTable.class), now));
    return Jwts.builder()
        .header()
        .keyId(key.kid())
        .and()
        .issuer(ISSUER)
        .subject(user.toString())
        .claim(FAMILY, family.toString())
        .issuedAt(Date.from(now))
        .expiration(Date.from(now.plus(life)))
        .signWith(secret(key), Jwts.SIG.HS256)
        .compact();
  }

  /** Keys are kept for as long as a token that they signed may live. */
  private SigningKey newest(TokenTable table, Instant now) {
    Optional<SigningKey> newest =
        table.keys().stream()
            .findFirst()
            .filter(key -> key.createdAt().plus(KEY_SIGNS).isAfter(now));
    if (newest.isPresent()) {
      return newest.get();
    }
    String secret = Encoders.BASE64.encode(Jwts.SIG.HS256.key().build().getEncoded());
    SigningKey made = new SigningKey(UUID.randomUUID().toString(), secret, now);
    table.add(made);
    table.forgetKeys(now.minus(KEY_SIGNS).minus(life).minus(KEY_SIGNS));
    return made;
  }

  private static SecretKey secret(SigningKey key) {
    return Keys.hmacShaKeyFor(Decoders.BASE64.decode(key.secret()));
  }

  /**
   * Reads a token.
   *
   * @return empty if it is forged, has expired, or its key is gone
   */
  Optional<Bearer> read(String token) {
    try {
      Claims claims =
          Jwts.parser()
              .keyLocator(header -> key((ProtectedHeader) header))
              .requireIssuer(ISSUER)
              .clock(() -> Date.from(clock.instant()))
              .build()
              .parseSignedClaims(token)
              .getPayload();
      return Optional.of(
          new Bearer(
              UUID.fromString(String.valueOf(claims.getSubject())),
              UUID.fromString(String.valueOf(claims.get(FAMILY)))));
    } catch (JwtException | IllegalArgumentException | ClassCastException e) {
      return Optional.empty();
    }
  }

  private Key key(ProtectedHeader header) {
    String kid = header.getKeyId();
    if (!(header instanceof JwsHeader) || kid == null) {
      return null;
    }
    return jdbi.withExtension(TokenTable.class, TokenTable::keys).stream()
        .filter(key -> key.kid().equals(kid))
        .findFirst()
        .map(AccessTokens::secret)
        .orElse(null);
  }
}
