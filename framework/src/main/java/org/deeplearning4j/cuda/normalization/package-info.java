/**
 * A helper for batch normalisation of a name that DL4J 1.0.0-M2.1 looks up by reflection where
 * ND4J's backend is CUDA; nothing on Maven Central has it. See {@code docs/decisions.md}.
 */
package org.deeplearning4j.cuda.normalization;
