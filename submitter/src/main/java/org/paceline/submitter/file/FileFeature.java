package org.paceline.submitter.file;

import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.paceline.submitter.audit.Audit;
import org.paceline.submitter.config.FileSettings;
import org.paceline.submitter.web.Feature;

/** Data sets and files: uploads, storage, downloads, the recycle bin, quotas, the nightly check. */
public final class FileFeature implements Feature, AutoCloseable {

  private final List<Feature> parts;
  private final Sweeper sweeper;
  private final Duration interval;

  /**
   * Prepares the feature.
   *
   * @param jdbi the database
   * @param clock the time
   * @param settings limits
   * @param audit is told who did what
   * @param storage where the bytes are
   * @param membership who belongs to what
   */
  public FileFeature(
      Jdbi jdbi,
      Clock clock,
      FileSettings settings,
      Audit audit,
      Storage storage,
      Membership membership) {
    Reach reach = new Reach(membership);
    Quotas quotas = new Quotas(jdbi, settings);
    Uploads uploads = new Uploads(jdbi, clock, settings, audit, storage, reach, quotas);
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

  /**
   * Storage in the folder of the settings.
   *
   * @param settings the folder
   * @return files in it
   */
  public static Storage inFolder(FileSettings settings) {
    try {
      return new LocalStorage(settings.folder());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void addTo(RoutesConfig routes) {
    parts.forEach(part -> part.addTo(routes));
  }

  /** Begins to delete by the clock what has expired, and to check at night. */
  public void start() {
    sweeper.start(interval);
  }

  /** Ends the sweep that is under way. */
  @Override
  public void close() {
    sweeper.close();
  }
}
