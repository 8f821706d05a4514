/**
 * Problems as files: the project's own JSON and tables, the OR-Library's generalised assignment
 * problem, PSPLIB's {@code .sm} and WfCommons' JSON, told apart by what is in them.
 *
 * <p>{@link org.paceline.assign.format.ProblemFiles} reads any of them; {@link
 * org.paceline.assign.format.ProblemJson} writes problems, too, exact to the last bit.
 */
package org.paceline.assign.format;
