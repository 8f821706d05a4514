package org.paceline.submitter.web;

import io.javalin.config.Key;
import java.time.Duration;
import org.paceline.submitter.config.Settings;

/**
 * What a body may be.
 *
 * @param bytes the largest that is read as a whole
 * @param bytesPerSecond the slowest, on the average, once the patience is over
 * @param patience how long a client may take whatever it sends
 */
record BodyLimits(long bytes, long bytesPerSecond, Duration patience) {

  static final Key<BodyLimits> KEY = new Key<>("paceline-body-limits");

  static BodyLimits of(Settings settings) {
    return new BodyLimits(settings.bodyBytes(), settings.bodyBytesPerSecond(), settings.idle());
  }
}
