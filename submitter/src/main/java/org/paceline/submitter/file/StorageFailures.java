package org.paceline.submitter.file;

import io.javalin.http.Handler;
import java.io.UncheckedIOException;
import org.paceline.submitter.storage.StorageAwayException;
import org.paceline.submitter.storage.StorageFullException;
import org.paceline.submitter.web.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a storage cannot do, as a client is told it. */
final class StorageFailures {

  private static final Logger LOG = LoggerFactory.getLogger(StorageFailures.class);

  private StorageFailures() {}

  /** A handler whose failures of storage are problems: 507 without space, 503 without storage. */
  static Handler told(Handler handler) {
    return context -> {
      try {
        handler.handle(context);
      } catch (UncheckedIOException e) {
        throw problem(e.getCause(), e);
      } catch (StorageFullException | StorageAwayException e) {
        throw problem(e, e);
      }
    };
  }

  /** Its causes name hosts, paths and blocks, and are for the log. */
  private static Exception problem(Exception failure, Exception thrown) {
    if (failure instanceof StorageFullException) {
      LOG.error("the storage is full: {}", failure.getMessage());
      return Problem.insufficientStorage("there is no room for it: " + failure.getMessage());
    }
    if (failure instanceof StorageAwayException) {
      LOG.error("the storage is away: {}", failure.getMessage(), failure.getCause());
      return Problem.unavailable("the storage of files cannot be reached; nothing is lost");
    }
    return thrown;
  }
}
