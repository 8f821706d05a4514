package org.paceline.feed;

/** How an executor works through its share of a round. */
public enum Steps {
  /** One step a batch: local SGD with averaging once a round. */
  PER_BATCH,
  /**
   * One step for the whole share. Averaged by examples, a round of plain SGD is then exactly one
   * step of a single machine on all shares together.
   */
  PER_ROUND
}
