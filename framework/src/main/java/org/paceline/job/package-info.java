/**
 * What an analyst writes against: a job, the context it runs in and the main that runs it, on an
 * embedded cluster or under spark-submit.
 */
package org.paceline.job;
