package org.paceline.submitter.user;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.paceline.submitter.audit.Audit;
import org.paceline.submitter.config.Settings;
import org.paceline.submitter.secret.RandomCode;
import org.paceline.submitter.user.TokenTable.RefreshToken;
import org.paceline.submitter.web.Authenticator;
import org.paceline.submitter.web.Caller;
import org.paceline.submitter.web.Problem;

/**
 * Sessions: a short access token, and a refresh token that is exchanged for another each time. One
 * that comes a second time was stolen, from the user or by the user's thief, and ends all that
 * followed from its sign-in (RFC 9700, section 4.14). Thread-safe.
 */
final class Sessions implements Authenticator {

  private final Jdbi jdbi;
  private final Clock clock;
  private final Settings settings;
  private final Audit audit;
  private final AccessTokens tokens;

  Sessions(Jdbi jdbi, Clock clock, Settings settings, Audit audit, SigningKeys keys) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.settings = settings;
    this.audit = audit;
    this.tokens = new AccessTokens(keys, clock, settings.accessToken());
  }

  /**
   * What a client gets.
   *
   * @param accessToken for the header Authorization
   * @param refreshToken to be exchanged once, before it ends
   * @param expiresInSeconds how long the access token holds
   * @param mustChangePassword whether nothing else can be done first
   */
  record Pair(
      String accessToken, String refreshToken, long expiresInSeconds, boolean mustChangePassword) {
    @Override
    public String toString() {
      return "pair of tokens";
    }
  }

  /** In a transaction that has locked the account. */
  Pair open(Handle handle, User user) {
    return pair(handle.attach(TokenTable.class), user, UUID.randomUUID());
  }

  private Pair pair(TokenTable table, User user, UUID family) {
    String refresh = Passwords.random();
    Instant end = clock.instant().plus(settings.refreshToken());
    table.add(new RefreshToken(RandomCode.hash(refresh), family, user.id(), end, null));
    return new Pair(
        tokens.make(user.id(), family),
        refresh,
        settings.accessToken().toSeconds(),
        user.mustChangePassword());
  }

  Pair exchange(String refresh) {
    String hash = RandomCode.hash(refresh);
    Instant now = clock.instant();
    RefreshToken token = jdbi.withExtension(TokenTable.class, table -> live(table, hash, now));
    return jdbi.inTransaction(handle -> exchanged(handle, token, now))
        .orElseThrow(
            () -> Problem.unauthenticated("the refresh token was used before: sign in again"));
  }

  private static RefreshToken live(TokenTable table, String hash, Instant now) {
    return table
        .find(hash)
        .filter(kept -> kept.expiresAt().isAfter(now))
        .orElseThrow(() -> Problem.unauthenticated("the refresh token is none, or has expired"));
  }

  /**
   * Of two exchanges at the same moment one gets a pair, and the other ends the family with it. The
   * other waits for the end of the first one's transaction, and finds its token to end as well.
   */
  private Optional<Pair> exchanged(Handle handle, RefreshToken found, Instant now) {
    User user =
        handle
            .attach(UserTable.class)
            .lock(found.userId())
            .orElseThrow(() -> Problem.unauthenticated("the account is gone"));
    TokenTable table = handle.attach(TokenTable.class);
    // One that was ended while the lock was waited for was not used.
    RefreshToken token = live(table, found.tokenHash(), now);
    if (table.use(token.tokenHash(), now) == 1) {
      return Optional.of(pair(table, user, token.family()));
    }
    table.endFamily(token.family());
    audit.write(handle, user.name(), "session.reused", user.name());
    return Optional.empty();
  }

  void endAll(Caller caller) {
    end(caller, "session.ended", table -> table.endAllOf(caller.id()));
  }

  /** The caller's session only; others go on. */
  void end(Caller caller) {
    end(caller, "session.closed", table -> table.endFamily(caller.session()));
  }

  private void end(Caller caller, String action, Consumer<TokenTable> which) {
    jdbi.useTransaction(
        handle -> {
          handle.attach(UserTable.class).lock(caller.id());
          which.accept(handle.attach(TokenTable.class));
          audit.write(handle, caller.name(), action, caller.name());
        });
  }

  /** An access token ends with its sign-in, not only by the clock: one query with each request. */
  @Override
  public Caller authenticate(String token) {
    AccessTokens.Bearer bearer =
        tokens
            .read(token)
            .orElseThrow(() -> Problem.unauthenticated("the access token is none, or has expired"));
    User user =
        jdbi.withExtension(
                UserTable.class, table -> table.inSession(bearer.user(), bearer.family()))
            .orElseThrow(() -> Problem.unauthenticated("the session was ended: sign in again"));
    return new Caller(
        user.id(), user.name(), user.admin(), user.mustChangePassword(), bearer.family());
  }
}
