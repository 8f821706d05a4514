package org.paceline.submitter.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.paceline.submitter.config.Settings;

/** The database, with its tables made or brought up to date. Thread-safe. */
public final class Database implements AutoCloseable {

  private static final String H2_OPTIONS =
      ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";

  private final HikariDataSource source;
  private final Jdbi jdbi;

  /**
   * Opens the database.
   *
   * @param settings where it is
   * @param registry counts its connections
   * @throws RuntimeException if it cannot be reached, or its tables are of a later version
   */
  public Database(Settings settings, MeterRegistry registry) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url(settings));
    config.setUsername(settings.databaseUser());
    config.setPassword(settings.databasePassword().reveal());
    config.setMaximumPoolSize(settings.databaseConnections());
    config.setPoolName("paceline");
    config.setMetricRegistry(registry);
    if (settings.databaseUrl().startsWith("jdbc:postgresql:")) {
      // Errors are logged; they must not quote what a row holds.
      config.addDataSourceProperty("logServerErrorDetail", "false");
    }
    source = new HikariDataSource(config);
    try {
      Flyway.configure().dataSource(source).load().migrate();
    } catch (RuntimeException e) {
      source.close();
      throw e;
    }
    jdbi =
        Jdbi.create(source)
            .installPlugin(new SqlObjectPlugin())
            .registerArgument(new UuidArgument())
            .configure(StatementExceptions.class, Database::withoutValues);
  }

  /** Statements are bound to hashes of passwords and to keys. */
  private static void withoutValues(StatementExceptions exceptions) {
    exceptions.setMessageRendering(StatementExceptions.MessageRendering.NONE);
  }

  private static String url(Settings settings) {
    return settings.databaseUrl().isEmpty()
        ? "jdbc:h2:file:" + settings.home().resolve("database") + H2_OPTIONS
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
    source.close();
  }
}
