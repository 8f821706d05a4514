package org.paceline.submitter.user;

import io.javalin.config.RoutesConfig;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.paceline.submitter.audit.Audit;
import org.paceline.submitter.config.Settings;
import org.paceline.submitter.database.Upkeep;
import org.paceline.submitter.web.Authenticator;
import org.paceline.submitter.web.Feature;

/** Accounts and sessions. */
public final class UserFeature implements Feature, Upkeep.Work {

  private final Registrar registrar;
  private final SigningKeys keys;
  private final Sessions sessions;
  private final LockOut lockOut;
  private final List<Feature> routes;

  /**
   * Prepares the feature.
   *
   * @param jdbi the database
   * @param clock the time
   * @param settings policies and limits
   * @param audit is told who did what
   */
  public UserFeature(Jdbi jdbi, Clock clock, Settings settings, Audit audit) {
    registrar = new Registrar(jdbi, clock, settings.registration(), audit);
    keys = new SigningKeys(jdbi, clock, settings.accessToken());
    sessions = new Sessions(jdbi, clock, settings, audit, keys);
    lockOut = new LockOut(jdbi, clock, settings);
    PasswordCheck passwords = new PasswordCheck(jdbi, lockOut);
    SecondFactor second = new SecondFactor(jdbi, clock);
    Users users = new Users(jdbi, audit, passwords, second);
    SignIn signIn = new SignIn(jdbi, audit, passwords, second, lockOut, sessions);
    routes =
        List.of(
            new AccountRoutes(registrar, users, second),
            new InvitationRoutes(new Invitations(jdbi, clock, audit)),
            new SessionRoutes(signIn, sessions),
            new TotpRoutes(passwords, new Enrolments(jdbi, clock, audit, second, lockOut)));
  }

  /**
   * The first start makes an admin.
   *
   * @return its one-time password, if there was no admin
   */
  public Optional<String> firstAdmin() {
    return registrar.firstAdmin();
  }

  /**
   * Who has an access token.
   *
   * @return for the server
   */
  public Authenticator authenticator() {
    return sessions;
  }

  @Override
  public void addTo(RoutesConfig config) {
    routes.forEach(part -> part.addTo(config));
  }

  /** Tokens, invitations, keys and counts that nothing asks for any more. */
  @Override
  public int sweep(Handle handle, Instant now) {
    return handle.attach(TokenTable.class).forget(now)
        + handle.attach(InvitationTable.class).forget(now)
        + keys.sweep(handle, now)
        + lockOut.sweep(handle, now)
        + SecondFactor.sweep(handle, now);
  }
}
