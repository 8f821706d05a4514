package org.paceline.partition;

/**
 * A block cannot be read on this executor: the data is bad, or it is this executor that lacks it.
 */
public final class UnreadableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int block;

  UnreadableException(int block, Throwable cause) {
    super(cause.getMessage() == null ? cause.toString() : cause.getMessage(), cause);
    this.block = block;
  }

  /**
   * The same to be sent.
   *
   * @return which block, and why
   */
  public Unreadable unreadable() {
    return new Unreadable(block, getMessage());
  }
}
