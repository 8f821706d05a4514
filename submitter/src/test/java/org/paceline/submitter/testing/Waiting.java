package org.paceline.submitter.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** How tests wait: for what must come, and for so long that only what never comes fails them. */
public final class Waiting {

  /** However busy the machine is. */
  public static final Duration PATIENCE = Duration.ofMinutes(10);

  private Waiting() {}

  /** Awaitility's own limit is ten seconds. */
  public static ConditionFactory await() {
    return Awaitility.await().atMost(PATIENCE);
  }
}
