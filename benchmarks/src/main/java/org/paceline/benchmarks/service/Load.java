package org.paceline.benchmarks.service;

/**
 * How the service is used.
 *
 * @param clients at a time, each with a connection
 * @param seconds that count
 * @param warmUpSeconds before, which do not
 * @param pauseMillis between requests of a client, in the mean; 0 for none
 * @param database {@code postgresql} or {@code h2}
 * @param seed of all that is drawn
 */
record Load(
    int clients, int seconds, int warmUpSeconds, int pauseMillis, String database, long seed) {

  Load {
    require(clients >= 1, "--clients must be at least 1, not " + clients);
    require(seconds >= 1, "--seconds must be at least 1, not " + seconds);
    require(warmUpSeconds >= 0, "--warm-up-seconds must be at least 0, not " + warmUpSeconds);
    require(pauseMillis >= 0, "--pause-ms must be at least 0, not " + pauseMillis);
    require(
        database.equals("postgresql") || database.equals("h2"),
        "--database must be postgresql or h2, not '%s'".formatted(database));
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}
