package org.paceline.data;

/** The two parts of a data set. */
public enum Subset {
  /** To train with. */
  TRAIN,
  /** To test with, never seen in training. */
  TEST
}
