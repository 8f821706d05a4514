package org.paceline.scout;

import org.paceline.feed.Steps;
import org.paceline.plan.WorkerSpeed;

/**
 * Whether a training step fits into the memory of an executor.
 *
 * @param need what the step takes
 * @param hasBytes what the executor has for it
 */
public record MemoryFit(StepMemory need, long hasBytes) {

  /**
   * Whether the step fits.
   *
   * @return true if what it needs is there
   */
  public boolean fits() {
    return need.batchesWithin(hasBytes) >= 1;
  }

  /**
   * What is missing.
   *
   * @return a clause for people, with need and memory
   */
  public String shortage() {
    return "a step of %d examples needs about %s of memory, and there are %s for it"
        .formatted(need.batchSize(), StepMemory.text(need.totalBytes()), StepMemory.text(hasBytes));
  }

  /**
   * The most blocks that the executor can be dealt. Blocks themselves set no limit: what Spark
   * cannot keep it reads again.
   *
   * @param least blocks that are one step at least, where a share is one step
   */
  int cap(Steps steps, int least) {
    int most = need.batchesWithin(hasBytes);
    if (steps == Steps.PER_ROUND) {
      return most < least ? 0 : most;
    }
    return most < 1 ? 0 : WorkerSpeed.NO_CAP;
  }
}
