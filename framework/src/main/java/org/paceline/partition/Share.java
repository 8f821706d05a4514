package org.paceline.partition;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * What a task of a dealt round works on. Its blocks are read when they are asked for, so that a
 * large share need not be in memory at once.
 *
 * @param <T> the type of an element
 */
public final class Share<T> {

  private final String executorId;
  private final List<Integer> blocks;
  private final IntFunction<List<T>> reader;
  private final long startNanos;

  /**
   * A share.
   *
   * @param executorId the executor it runs on
   * @param blocks the blocks dealt to that executor
   * @param reader reads the elements of a block
   * @param startNanos {@code System.nanoTime()} when its task began
   */
  public Share(
      String executorId, List<Integer> blocks, IntFunction<List<T>> reader, long startNanos) {
    this.executorId = executorId;
    this.blocks = List.copyOf(blocks);
    this.reader = reader;
    this.startNanos = startNanos;
  }

  /**
   * The executor that this runs on.
   *
   * @return its id
   */
  public String executorId() {
    return executorId;
  }

  /**
   * The blocks dealt to that executor.
   *
   * @return their numbers
   */
  public List<Integer> blocks() {
    return blocks;
  }

  /**
   * When the task began.
   *
   * @return by {@link System#nanoTime}
   */
  public long startNanos() {
    return startNanos;
  }

  /**
   * Reads some of the blocks.
   *
   * @param from the place of the first in the share
   * @param to the place after the last
   * @return their elements, in the blocks' order
   * @throws UnreadableException if one cannot be read here
   */
  public List<T> elements(int from, int to) {
    List<T> elements = new ArrayList<>();
    blocks.subList(from, to).forEach(block -> elements.addAll(read(block)));
    return elements;
  }

  /** Storage may fail once. */
  private List<T> read(int block) {
    try {
      return reader.apply(block);
    } catch (Exception | LinkageError e) {
      TaskFaults.passOn(e);
      return again(block);
    }
  }

  private List<T> again(int block) {
    try {
      return reader.apply(block);
    } catch (Exception | LinkageError e) {
      TaskFaults.passOn(e);
      throw new UnreadableException(block, e);
    }
  }
}
