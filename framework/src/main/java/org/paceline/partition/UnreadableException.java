package org.paceline.partition;

/**
 * A block cannot be read on this executor: the data is bad, or it is this executor that lacks it.
 */
public final class UnreadableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int block;

  UnreadableException(int block, Exception cause) {
    super(cause.getMessage() == null ? cause.toString() : cause.getMessage(), cause);
    this.block = block;
  }

  /**
   * Which block.
   *
   * @return its number
   */
  public int block() {
    return block;
  }
}
