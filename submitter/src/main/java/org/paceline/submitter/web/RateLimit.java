package org.paceline.submitter.web;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * So many requests a minute of one origin, by a token bucket each. Thread-safe.
 *
 * <p>Each instance of the submitter counts for itself: it protects the instance. What protects an
 * account is in the database.
 */
final class RateLimit {

  private static final int MOST_ORIGINS = 100_000;
  private static final double MILLIS_A_MINUTE = 60_000;

  private final int perMinute;
  private final Clock clock;
  private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

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
    long now = clock.millis();
    if (buckets.size() > MOST_ORIGINS) {
      buckets.values().removeIf(bucket -> full(bucket, now));
    }
    Bucket left =
        buckets.compute(
            origin,
            (key, before) -> {
              double tokens = before == null ? perMinute : refilled(before, now);
              return new Bucket(tokens >= 1 ? tokens - 1 : -1 + Math.min(tokens, 0), now);
            });
    if (left.tokens() < 0) {
      buckets.put(origin, new Bucket(0, now));
      throw Problem.tooMany(
          "more than %d requests a minute from one address".formatted(perMinute),
          (int) Math.ceil(60.0 / perMinute));
    }
  }

  private boolean full(Bucket bucket, long now) {
    return refilled(bucket, now) >= perMinute;
  }

  private double refilled(Bucket bucket, long now) {
    return Math.min(perMinute, bucket.tokens() + (now - bucket.at()) * perMinute / MILLIS_A_MINUTE);
  }
}
