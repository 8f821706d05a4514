/** Ready jobs: thin mains over the framework, for {@code bin/paceline} and spark-submit. */
package org.paceline.jobs;
