package org.paceline.benchmarks.cifar;

/**
 * How good a network was at a moment of its training.
 *
 * @param epochs passes over the data until then
 * @param seconds of training until then, evaluation not counted
 * @param accuracy share of the test examples that it classifies rightly
 */
public record Point(double epochs, double seconds, double accuracy) {}
