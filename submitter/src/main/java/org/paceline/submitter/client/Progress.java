package org.paceline.submitter.client;

import java.util.concurrent.atomic.LongAdder;

/** How far a transfer is; whoever shows it looks from time to time. Thread-safe. */
public final class Progress {

  private final LongAdder done = new LongAdder();
  private final LongAdder found = new LongAdder();
  private volatile long total;

  /** Begins at nothing. */
  public Progress() {}

  void total(long bytes) {
    total = bytes;
  }

  /** Bytes that went over the network; negative where they did not arrive. */
  void moved(long bytes) {
    done.add(bytes);
  }

  /** Bytes that were there before. */
  void found(long bytes) {
    found.add(bytes);
  }

  /** Begins again at nothing. */
  void restart() {
    done.reset();
    found.reset();
  }

  /**
   * The whole.
   *
   * @return in bytes, 0 while it is not known
   */
  public long total() {
    return total;
  }

  /**
   * What went over the network.
   *
   * @return in bytes
   */
  public long moved() {
    return done.sum();
  }

  /**
   * What was there before, and did not need to.
   *
   * @return in bytes
   */
  public long found() {
    return found.sum();
  }
}
