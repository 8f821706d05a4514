package org.paceline.profile;

/** The kind of device that a network is trained on. */
public enum Device {
  /** The processor, through nd4j-native. */
  CPU,
  /** A graphics card, through nd4j-cuda. */
  GPU
}
