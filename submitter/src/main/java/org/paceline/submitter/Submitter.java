package org.paceline.submitter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.paceline.submitter.audit.Audit;
import org.paceline.submitter.audit.AuditFeature;
import org.paceline.submitter.config.Settings;
import org.paceline.submitter.database.Database;
import org.paceline.submitter.database.Upkeep;
import org.paceline.submitter.file.FileFeature;
import org.paceline.submitter.machine.AgentFeature;
import org.paceline.submitter.machine.MachineFeature;
import org.paceline.submitter.project.MemberFeature;
import org.paceline.submitter.project.ProjectFeature;
import org.paceline.submitter.storage.Storage;
import org.paceline.submitter.storage.StorageWatch;
import org.paceline.submitter.storage.Storages;
import org.paceline.submitter.user.UserFeature;
import org.paceline.submitter.web.HealthFeature;
import org.paceline.submitter.web.Metrics;
import org.paceline.submitter.web.MetricsFeature;
import org.paceline.submitter.web.SpecificationFeature;
import org.paceline.submitter.web.WebServer;

/** The service, started as a whole and closed as a whole. */
public final class Submitter implements AutoCloseable {

  private static final Duration WATCHED = Duration.ofSeconds(3);

  private final Metrics metrics = new Metrics();
  private final Database database;
  private final Storage storage;
  private final StorageWatch watch;
  private final FileFeature files;
  private final WebServer server;
  private final Upkeep upkeep;
  private final Optional<String> oneTimePassword;
  private final int port;

  /**
   * Starts the service.
   *
   * @param settings what it is told
   * @param clock the time
   * @throws RuntimeException if the database cannot be reached or the port is taken
   */
  public Submitter(Settings settings, Clock clock) {
    try {
      Files.createDirectories(settings.home());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    database = new Database(settings, metrics.registry());
    try {
      Audit audit = new Audit(database.jdbi(), clock);
      storage =
          Storages.of(
              settings.files().storage(),
              settings.files().storageConfiguration(),
              settings.files().storageReplication());
      watch = new StorageWatch(storage, WATCHED);
      UserFeature users = new UserFeature(database.jdbi(), clock, settings, audit);
      files =
          new FileFeature(
              database.jdbi(),
              metrics.registry(),
              clock,
              settings.files(),
              audit,
              storage,
              new TableMembership(database.jdbi()));
      MemberFeature members = new MemberFeature(database.jdbi(), clock, audit);
      AgentFeature agents = new AgentFeature(database.jdbi(), clock, settings.machines(), audit);
      server =
          new WebServer(
              settings,
              clock,
              database.jdbi(),
              metrics,
              users.authenticator(),
              List.of(
                  users,
                  files,
                  new ProjectFeature(database.jdbi(), clock, audit),
                  members,
                  new MachineFeature(database.jdbi(), clock, settings.machines(), audit),
                  agents,
                  new AuditFeature(audit),
                  new SpecificationFeature(),
                  new HealthFeature(database.jdbi(), watch),
                  new MetricsFeature(metrics)));
      upkeep = new Upkeep(database.jdbi(), clock, List.of(users, members, agents, server));
      if (settings.databaseUrl().isEmpty()) {
        files.freeClaims();
      }
      // A start that fails, as on a port that is taken, must not have used up the password.
      port = server.start();
      oneTimePassword = users.firstAdmin();
      files.start();
      upkeep.start(settings.files().sweep());
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /**
   * The password of the admin that the first start makes.
   *
   * @return to be shown once; empty at later starts
   */
  public Optional<String> oneTimePassword() {
    return oneTimePassword;
  }

  /**
   * Where it listens.
   *
   * @return the port
   */
  public int port() {
    return port;
  }

  /**
   * What it can be asked.
   *
   * @return as {@code GET /health}, sorted
   */
  public List<String> routes() {
    return server.routes();
  }

  /** Ends requests that are under way, then the connections to the database. */
  @Override
  public void close() {
    server.close();
    upkeep.close();
    files.close();
    watch.close();
    storage.close();
    database.close();
    metrics.close();
  }
}
