package org.paceline.benchmarks.cifar;

/**
 * A network at a moment of its training, to be evaluated when the clock has stopped.
 *
 * @param epochs passes over the data until then
 * @param seconds of training until then
 * @param parameters the network's
 */
// Neither copied in nor out: they are large, and read only.
@SuppressWarnings("ArrayRecordComponent")
record Snapshot(double epochs, double seconds, float[] parameters) {}
