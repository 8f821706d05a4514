package org.paceline.benchmarks;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Who takes the training steps that are compared. */
enum Engine {
  /** DL4J as Paceline configures it, with the executors' settings. */
  PACELINE,
  /** DL4J as it comes: its helpers are off. */
  DL4J,
  /** PyTorch on the processor. */
  PYTORCH;

  @JsonValue
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
