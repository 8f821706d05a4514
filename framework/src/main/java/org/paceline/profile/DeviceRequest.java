package org.paceline.profile;

/** Which device the user wants the executors to train on. */
public enum DeviceRequest {
  /** A capable GPU where the build and the machine have one, else the processor. */
  AUTO,
  /** The processor, whatever cards there are. */
  CPU,
  /** A capable GPU; an executor without one takes no part. */
  GPU
}
