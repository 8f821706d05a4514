package org.paceline.submitter.web;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * So many requests a minute of one origin, by a token bucket each. Thread-safe.
 *
 * <p>Each instance of the submitter counts for itself: it protects the instance. What protects an
 * account is in the database. Of more origins than it can remember it forgets the one that was
 * silent for longest, so that nobody fills its memory by changing addresses.
 */
final class RateLimit {

  static final int MOST_ORIGINS = 100_000;
  private static final double MILLIS_A_MINUTE = 60_000;
  private static final float LOAD = 0.75f;

  private final int perMinute;
  private final Clock clock;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, LOAD, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MOST_ORIGINS;
        }
      };

  private record Bucket(double tokens, long at) {}

  RateLimit(int perMinute, Clock clock) {
    this.perMinute = perMinute;
    this.clock = clock;
  }

  /**
   * Counts a request.
   *
   * @throws Problem with status 429 if it is one too many
   */
  void count(String origin) {
    if (!taken(origin, clock.millis())) {
      throw Problem.tooMany(
          "more than %s requests a minute from one address".formatted(perMinute),
          (int) Math.ceil(60.0 / perMinute));
    }
  }

  private synchronized boolean taken(String origin, long now) {
    Bucket before = buckets.get(origin);
    double tokens = before == null ? perMinute : refilled(before, now);
    boolean taken = tokens >= 1;
    buckets.put(origin, new Bucket(taken ? tokens - 1 : tokens, now));
    return taken;
  }

  /** A clock that is set back gives nothing and takes nothing: it would refuse everybody known. */
  private double refilled(Bucket bucket, long now) {
    long passed = Math.max(0, now - bucket.at());
    return Math.min(perMinute, bucket.tokens() + passed * perMinute / MILLIS_A_MINUTE);
  }

  synchronized int origins() {
    return buckets.size();
  }
}
