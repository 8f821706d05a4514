package org.paceline.model;

/**
 * How good a network was on data that it is not trained on, at the end of an epoch.
 *
 * @param epoch the epoch, from 1
 * @param loss mean cross entropy over the examples
 * @param accuracy share of examples classified rightly
 */
public record Validation(int epoch, double loss, double accuracy) {}
