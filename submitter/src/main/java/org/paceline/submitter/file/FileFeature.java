package org.paceline.submitter.file;

import io.javalin.config.RoutesConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.paceline.submitter.audit.Audit;
import org.paceline.submitter.config.FileSettings;
import org.paceline.submitter.storage.Storage;
import org.paceline.submitter.web.Feature;

/** Data sets and files: uploads, storage, downloads, the recycle bin, quotas, the nightly check. */
public final class FileFeature implements Feature, AutoCloseable {

  private final List<Feature> parts;
  private final Uploads uploads;
  private final Sweeper sweeper;
  private final Duration interval;

  /**
   * Prepares the feature.
   *
   * @param jdbi the database
   * @param metrics tells what is stored, and counts parts
   * @param clock the time
   * @param settings limits
   * @param audit is told who did what
   * @param storage where the bytes are
   * @param membership who belongs to what
   */
  public FileFeature(
      Jdbi jdbi,
      MeterRegistry metrics,
      Clock clock,
      FileSettings settings,
      Audit audit,
      Storage storage,
      Membership membership) {
    new StorageMetrics(jdbi, metrics).bind();
    Reach reach = new Reach(jdbi, membership);
    Quotas quotas = new Quotas(jdbi, settings);
    uploads =
        new Uploads(jdbi, clock, settings, audit, storage, reach, quotas, new PartCounts(metrics));
    FileStore files = new FileStore(jdbi, clock, settings, audit, storage, reach);
    FileCheck check = new FileCheck(jdbi, clock, storage);
    parts =
        List.of(
            new UploadRoutes(uploads),
            new FileRoutes(files),
            new StorageRoutes(jdbi, quotas, membership, check, audit));
    sweeper = new Sweeper(jdbi, clock, uploads, files, check);
    interval = settings.sweep();
  }

  @Override
  public void addTo(RoutesConfig routes) {
    parts.forEach(part -> part.addTo(routes));
  }

  /**
   * Frees what a process claimed that ended in the middle of it. Only for a database that no other
   * instance uses; elsewhere claims end by the clock.
   */
  public void freeClaims() {
    uploads.free();
  }

  /** Begins to delete by the clock what has expired, and to check at night. */
  public void start() {
    sweeper.start(interval);
  }

  /** Ends the sweep that is under way. */
  @Override
  public void close() {
    sweeper.close();
    uploads.close();
  }
}
