package org.paceline.scout;

import org.paceline.feed.Steps;
import org.paceline.plan.WorkerSpeed;

/**
 * Whether a training step fits into the memory of an executor, and the states of a round into its
 * heap.
 *
 * @param need what the step takes
 * @param hasBytes what the executor has for it, outside its heap
 * @param heapBytes the most that its heap may grow to
 */
public record MemoryFit(StepMemory need, long hasBytes, long heapBytes) {

  /** The broadcast's blocks, what is read from them, the state that goes back, and its bytes. */
  private static final int STATES_IN_HEAP = 4;

  /**
   * Whether the step fits.
   *
   * @return true if what it needs is there
   */
  public boolean fits() {
    return stepsFit() && statesFit();
  }

  private boolean stepsFit() {
    return need.batchesWithin(hasBytes) >= 1;
  }

  private boolean statesFit() {
    return STATES_IN_HEAP * need.stateBytes() <= heapBytes;
  }

  /**
   * What is missing.
   *
   * @return a clause for people, with need and memory
   */
  public String shortage() {
    if (!statesFit()) {
      return "a network of %s needs a heap of %s, and there are %s: raise spark.executor.memory"
          .formatted(
              StepMemory.text(need.stateBytes()),
              StepMemory.text(STATES_IN_HEAP * need.stateBytes()),
              StepMemory.text(heapBytes));
    }
    return ("a step of %s examples needs about %s of memory, and there are %s for it: give a"
            + " smaller --batch-size")
        .formatted(need.batchSize(), StepMemory.text(need.totalBytes()), StepMemory.text(hasBytes));
  }

  /**
   * The most blocks that the executor can be dealt. Blocks themselves set no limit: what Spark
   * cannot keep it reads again.
   *
   * @param least blocks that are one step at least, where a share is one step
   */
  int cap(Steps steps, int least) {
    int most = statesFit() ? need.batchesWithin(hasBytes) : 0;
    if (steps == Steps.PER_ROUND) {
      return most < least ? 0 : most;
    }
    return most < 1 ? 0 : WorkerSpeed.NO_CAP;
  }
}
