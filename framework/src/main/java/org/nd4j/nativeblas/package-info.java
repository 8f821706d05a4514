/**
 * One class of a name that DL4J 1.0.0-M2.1 looks up by reflection and that ND4J no longer has.
 *
 * <p>Without it DL4J's oneDNN layer helpers stay off, silently, and training is about eight times
 * slower; see {@code docs/decisions.md}.
 */
package org.nd4j.nativeblas;
