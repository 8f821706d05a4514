package org.paceline.data;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** Sums of each channel's values and their squares, exact and so the same in any order. */
final class Moments implements Serializable {

  private static final long serialVersionUID = 1L;

  private final long[] sum;
  private final long[] squares;
  private long count;

  private Moments(int channels) {
    this.sum = new long[channels];
    this.squares = new long[channels];
  }

  static Moments of(ExampleRange range) {
    ExampleBlock block = range.read();
    Moments moments = new Moments(block.shape().channels());
    moments.add(block.pixels(), block.shape().plane());
    moments.count = (long) block.size() * block.shape().plane();
    return moments;
  }

  private void add(byte[] pixels, int plane) {
    for (int i = 0; i < pixels.length; i++) {
      int channel = i / plane % sum.length;
      int value = pixels[i] & 0xff;
      sum[channel] += value;
      squares[channel] += (long) value * value;
    }
  }

  Moments and(Moments other) {
    Moments both = new Moments(sum.length);
    for (int channel = 0; channel < sum.length; channel++) {
      both.sum[channel] = sum[channel] + other.sum[channel];
      both.squares[channel] = squares[channel] + other.squares[channel];
    }
    both.count = count + other.count;
    return both;
  }

  /** Mean and deviation; a channel that does not vary has deviation 1. */
  Standardisation standardisation() {
    List<Float> mean = new ArrayList<>();
    List<Float> deviation = new ArrayList<>();
    for (int channel = 0; channel < sum.length; channel++) {
      double average = (double) sum[channel] / count;
      double variance = (double) squares[channel] / count - average * average;
      mean.add((float) average);
      deviation.add((float) Math.max(1, Math.sqrt(Math.max(0, variance))));
    }
    return new Standardisation(mean, deviation);
  }
}
