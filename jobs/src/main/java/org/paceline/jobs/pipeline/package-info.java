/**
 * Jobs that depend on each other, run on machines by an assignment of whole tasks.
 *
 * <p>A {@link org.paceline.jobs.pipeline.PipelineFile} becomes a {@link
 * org.paceline.jobs.pipeline.Pipeline}; the {@link org.paceline.jobs.pipeline.Coordinator} has the
 * {@link org.paceline.jobs.pipeline.Planner} say what begins where, starts each attempt as a
 * process ({@link org.paceline.jobs.pipeline.StageMain}) and keeps what happens in a {@link
 * org.paceline.jobs.pipeline.Journal}, from which a killed one is resumed.
 */
package org.paceline.jobs.pipeline;
