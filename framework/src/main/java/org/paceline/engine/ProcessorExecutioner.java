package org.paceline.engine;

import java.lang.ref.Reference;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.BroadcastOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.cpu.nativecpu.ops.NativeOpExecutioner;

/**
 * Runs operations on the processor as ND4J does, and holds on to a broadcast until it is done.
 *
 * <p>ND4J M2.1 forgets a {@link BroadcastOp} once it has read the addresses out of it. The array
 * with the dimensions along which to broadcast, such as those of {@code addiRowVector}, is
 * reachable through the operation alone; a garbage collection at that moment lets ND4J's
 * deallocator free it while native code reads it, and the process aborts. Of the other operations
 * ND4J needs something afterwards. Thread-safe.
 */
public final class ProcessorExecutioner extends NativeOpExecutioner {

  @Override
  public INDArray exec(BroadcastOp operation, OpContext context) {
    try {
      return super.exec(operation, context);
    } finally {
      Reference.reachabilityFence(operation);
    }
  }
}
