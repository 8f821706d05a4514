package org.paceline.partition;

import org.apache.spark.Partition;

/** A partition that wants to run at one location. */
record Slot(int index, String location) implements Partition {}
