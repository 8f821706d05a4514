/** Who is here: the live executors of a Spark application, each with its profile. */
package org.paceline.roster;
