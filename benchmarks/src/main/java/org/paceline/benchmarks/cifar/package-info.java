/** Accuracy over time of ways of training on one pool: {@code benchmarks/run cifar}. */
package org.paceline.benchmarks.cifar;
