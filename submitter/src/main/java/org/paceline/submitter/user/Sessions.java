package org.paceline.submitter.user;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
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
 * Signing in and out: a short access token, and a refresh token that is exchanged for another each
 * time. One that comes a second time was stolen, from the user or by the user's thief, and ends all
 * that followed from its sign-in (RFC 9700, section 4.14). Thread-safe.
 */
final class Sessions implements Authenticator {

  /** Does not say which of the two is wrong. */
  private static final String WRONG = "name or password is wrong";

  private final Jdbi jdbi;
  private final Clock clock;
  private final Settings settings;
  private final Audit audit;
  private final AccessTokens tokens;

  Sessions(Jdbi jdbi, Clock clock, Settings settings, Audit audit) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.settings = settings;
    this.audit = audit;
    this.tokens = new AccessTokens(jdbi, clock, settings.accessToken());
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
      String accessToken, String refreshToken, long expiresInSeconds, boolean mustChangePassword) {}

  Pair signIn(String name, String password) {
    Optional<User> found = jdbi.withExtension(UserTable.class, table -> table.byName(name));
    if (found.isEmpty()) {
      Passwords.pretend(password);
      throw Problem.unauthenticated(WRONG);
    }
    User user = found.get();
    Instant now = clock.instant();
    if (user.lockedUntil() != null && user.lockedUntil().isAfter(now)) {
      Passwords.pretend(password);
      throw Problem.tooMany(
          "the account is locked after too many wrong passwords",
          (int) Math.max(1, user.lockedUntil().getEpochSecond() - now.getEpochSecond()));
    }
    if (!Passwords.matches(password, user.passwordHash())) {
      jdbi.useExtension(
          UserTable.class,
          table ->
              table.fail(user.id(), settings.failuresUntilLocked(), now.plus(settings.lock())));
      throw Problem.unauthenticated(WRONG);
    }
    jdbi.useExtension(UserTable.class, table -> table.succeed(user.id()));
    audit.write(user.name(), "session.opened", user.name());
    return jdbi.withExtension(TokenTable.class, table -> pair(table, user, UUID.randomUUID()));
  }

  private Pair pair(TokenTable table, User user, UUID family) {
    String refresh = Passwords.random();
    Instant end = clock.instant().plus(settings.refreshToken());
    RefreshToken kept = new RefreshToken(hash(refresh), family, user.id(), end, null);
    table.add(kept);
    return new Pair(
        tokens.make(user.id(), family),
        refresh,
        settings.accessToken().toSeconds(),
        user.mustChangePassword());
  }

  Pair exchange(String refresh) {
    Instant now = clock.instant();
    RefreshToken token =
        jdbi.withExtension(TokenTable.class, table -> table.find(hash(refresh)))
            .filter(kept -> kept.expiresAt().isAfter(now))
            .orElseThrow(
                () -> Problem.unauthenticated("the refresh token is none, or has expired"));
    User user = user(token.userId());
    Optional<Pair> pair = jdbi.inTransaction(handle -> first(handle, token, user, now));
    if (pair.isEmpty()) {
      jdbi.useExtension(TokenTable.class, table -> table.endFamily(token.family()));
      audit.write(user.name(), "session.reused", user.name());
      throw Problem.unauthenticated("the refresh token was used before: sign in again");
    }
    return pair.get();
  }

  /**
   * Of two exchanges at the same moment one gets a pair, and the other ends the family with it.
   * Both steps are one transaction, so that the other waits and finds the new token to end as well.
   */
  private Optional<Pair> first(Handle handle, RefreshToken token, User user, Instant now) {
    TokenTable table = handle.attach(TokenTable.class);
    return table.use(token.tokenHash(), now) == 1
        ? Optional.of(pair(table, user, token.family()))
        : Optional.empty();
  }

  private User user(UUID id) {
    return jdbi.withExtension(UserTable.class, table -> table.byId(id))
        .orElseThrow(() -> Problem.unauthenticated("the account is gone"));
  }

  void endAll(Caller caller) {
    jdbi.useExtension(TokenTable.class, table -> table.endAllOf(caller.id()));
    audit.write(caller.name(), "session.ended", caller.name());
  }

  /** An access token ends with its sign-in, not only by the clock. */
  @Override
  public Caller authenticate(String token) {
    AccessTokens.Bearer bearer =
        tokens
            .read(token)
            .orElseThrow(() -> Problem.unauthenticated("the access token is none, or has expired"));
    if (jdbi.withExtension(TokenTable.class, table -> table.ofFamily(bearer.family())) == 0) {
      throw Problem.unauthenticated("the session was ended: sign in again");
    }
    User user = user(bearer.user());
    return new Caller(user.id(), user.name(), user.admin(), user.mustChangePassword());
  }

  static String hash(String token) {
    return RandomCode.hash(token);
  }
}
