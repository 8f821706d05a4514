package org.paceline.partition;

import java.io.Serializable;

/**
 * What an executor says of a block that it cannot read. Where it can read all, results have null in
 * its place.
 *
 * @param block the block's number
 * @param problem why
 */
public record Unreadable(int block, String problem) implements Serializable {}
