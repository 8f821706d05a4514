package org.paceline.partition;

import java.io.Serializable;
import java.util.List;

/**
 * What a task of a dealt round works on.
 *
 * @param executorId the executor it runs on
 * @param blocks the blocks dealt to that executor
 * @param elements the elements of those blocks, in the blocks' order
 * @param startNanos {@code System.nanoTime()} when its task began, before the elements were read
 * @param <T> the type of an element
 */
public record Share<T>(String executorId, List<Integer> blocks, List<T> elements, long startNanos)
    implements Serializable {}
