/** {@code paceline assign}: which task goes to which machine, from a file, without a cluster. */
package org.paceline.jobs.assign;
