/** Spark on Kubernetes: where executors land, what is submitted, and why nothing comes. */
package org.paceline.cluster.kubernetes;
