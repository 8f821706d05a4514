package org.paceline.submitter.user;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.JwsHeader;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.ProtectedHeader;
import java.security.Key;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;

/**
 * Access tokens: JWT (RFC 7519) signed with HMAC-SHA-256 by keys that all instances share and that
 * change by the day. Thread-safe.
 */
final class AccessTokens {

  private static final String ISSUER = "paceline";
  private static final String FAMILY = "family";

  private final SigningKeys keys;
  private final Clock clock;
  private final Duration life;

  AccessTokens(SigningKeys keys, Clock clock, Duration life) {
    this.keys = keys;
    this.clock = clock;
    this.life = life;
  }

  /** Whose a token is, and of which sign-in. */
  record Bearer(UUID user, UUID family) {}

  String make(UUID user, UUID family) {
    Instant now = clock.instant();
    SigningKeys.Ready key = keys.signing();
    return Jwts.builder()
        .header()
        .keyId(key.kid())
        .and()
        .issuer(ISSUER)
        .subject(user.toString())
        .claim(FAMILY, family.toString())
        .issuedAt(Date.from(now))
        .expiration(Date.from(now.plus(life)))
        .signWith(key.key(), Jwts.SIG.HS256)
        .compact();
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
    return header instanceof JwsHeader ? keys.find(header.getKeyId()).orElse(null) : null;
  }
}
