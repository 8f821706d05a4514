package org.paceline.model;

/**
 * Some of a network's parameters, in DL4J's order.
 *
 * @param from the first
 * @param to the one after the last
 */
public record ParameterRange(int from, int to) {}
