package org.paceline.submitter.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import io.micrometer.core.instrument.MeterRegistry;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.paceline.submitter.config.Settings;

/** The database, with its tables made or brought up to date. Thread-safe. */
public final class Database implements AutoCloseable {

  /**
   * H2 would keep a commit in memory for half a second, which a process that is killed loses.
   * Whoever waits for a row does so longer than its own two seconds, which are few on a busy
   * machine. Left to itself it closes as soon as the process is told to end, under requests that
   * are being drained.
   */
  private static final String H2_OPTIONS =
      ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
          + ";WRITE_DELAY=0;LOCK_TIMEOUT=20000;DB_CLOSE_ON_EXIT=FALSE";

  private static final String H2_UNCHANGED = ";IFEXISTS=TRUE;ACCESS_MODE_DATA=r";

  /** Of the connections; those who have them wait for each other, so that more are of no use. */
  private static final int PART_OF_CHANGES = 4;

  /**
   * H2 changes a row back to what it was two commits ago if a change of it is rolled back that
   * began while the commit before was being finished. One connection makes one change after the
   * other.
   */
  private static final int CHANGES_OF_H2 = 1;

  private final HikariDataSource reads;
  private final HikariDataSource changes;
  private final Jdbi jdbi;

  /**
   * Opens the database.
   *
   * @param settings where it is
   * @param registry counts its connections
   * @throws RuntimeException if it cannot be reached, or its tables are of a later version
   */
  public Database(Settings settings, MeterRegistry registry) {
    int most = settings.databaseConnections();
    int ofChanges = embedded(settings) ? CHANGES_OF_H2 : Math.max(1, most / PART_OF_CHANGES);
    changes = open(settings, "changes", ofChanges, registry);
    try {
      migrate(settings);
      reads = open(settings, "reads", most - ofChanges, registry);
    } catch (RuntimeException e) {
      changes.close();
      throw e;
    }
    jdbi = over(() -> (Reading.now() ? reads : changes).getConnection());
  }

  /** By connections of its own: it takes two, and there may be but one for changes. */
  private static void migrate(Settings settings) {
    String password = settings.databasePassword().reveal();
    Flyway.configure()
        .dataSource(url(settings, ""), settings.databaseUser(), password)
        .load()
        .migrate();
  }

  private Database(HikariDataSource source) {
    this.reads = source;
    this.changes = source;
    this.jdbi = over(source::getConnection);
  }

  private static HikariDataSource open(
      Settings settings, String name, int connections, MeterRegistry registry) {
    HikariConfig config = pool(settings, "");
    config.setPoolName(name);
    config.setMaximumPoolSize(connections);
    config.setMetricRegistry(registry);
    return new HikariDataSource(config);
  }

  /**
   * Opens a database of which nothing is changed, to read it. An embedded one must not be in use.
   *
   * @param settings where it is
   * @return as it is
   * @throws RuntimeException if it cannot be reached
   */
  public static Database asItIs(Settings settings) {
    HikariConfig config = pool(settings, H2_UNCHANGED);
    config.setReadOnly(true);
    config.setMaximumPoolSize(1);
    try {
      return new Database(new HikariDataSource(config));
    } catch (HikariPool.PoolInitializationException e) {
      throw new IllegalStateException(
          settings.databaseUrl().isEmpty()
              ? "the embedded database in %s is not there, or the service uses it: stop it first"
                  .formatted(settings.home())
              : "the database cannot be reached: " + e.getCause().getMessage(),
          e);
    }
  }

  private static HikariConfig pool(Settings settings, String embedded) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url(settings, embedded));
    config.setUsername(settings.databaseUser());
    config.setPassword(settings.databasePassword().reveal());
    if (!embedded(settings)) {
      // Errors are logged; they must not quote what a row holds.
      config.addDataSourceProperty("logServerErrorDetail", "false");
    }
    return config;
  }

  private static boolean embedded(Settings settings) {
    return !settings.databaseUrl().startsWith("jdbc:postgresql:");
  }

  private static Jdbi over(ConnectionFactory source) {
    return Jdbi.create(source)
        .installPlugin(new SqlObjectPlugin())
        .registerExtension(new LazyTables())
        .registerRowMapper(new RecordMappers())
        .registerArgument(new UuidArgument())
        .configure(StatementExceptions.class, Database::withoutValues);
  }

  /** Statements are bound to hashes of passwords and to keys. */
  private static void withoutValues(StatementExceptions exceptions) {
    exceptions.setMessageRendering(StatementExceptions.MessageRendering.NONE);
  }

  private static String url(Settings settings, String embedded) {
    return settings.databaseUrl().isEmpty()
        ? "jdbc:h2:file:" + settings.home().resolve("database") + H2_OPTIONS + embedded
        : settings.databaseUrl();
  }

  /**
   * What runs SQL.
   *
   * @return for table interfaces and transactions
   */
  public Jdbi jdbi() {
    return jdbi;
  }

  @Override
  public void close() {
    reads.close();
    changes.close();
  }
}
