package org.paceline.benchmarks.torch;

/** A training in PyTorch failed, or its processes cannot be held to their shares. */
public final class TorchException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TorchException(String message) {
    super(message);
  }

  TorchException(String message, Throwable cause) {
    super(message, cause);
  }
}
